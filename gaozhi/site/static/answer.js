/* The answer for an applicant: what it means, what to do, by when, and why. */
(() => {
  'use strict';

  const { h, quotes, folded, dayInWords } = globalThis.gaozhi;
  const unique = (values) => [...new Set(values)];

  /** What an answer says first: {title, tone, more, next, bring}. */
  function headline(talk) {
    const { law, outcome, decision } = talk;
    const { possible, values, pending, code } = outcome;
    const all = possible.map((one) => law.advice(decision, one));
    if (code === 'no_rule') {
      return { title: '文件没有规定', tone: 'neutral', next: ['向办理机关问明。'], bring: [] };
    }
    if (!all.length) {
      const short = (some) => some.map((one) => law.advice(decision, one).short).join('、');
      const title = short(values) || (pending.length ? '现在还不能定' : '没有');
      return { title, tone: 'neutral', next: [], bring: [], more: short(pending) };
    }
    const spoken = unique(all.map(({ says }) => says));
    const tones = unique(all.map(({ tone }) => tone));
    const tone = tones.length === 1 ? tones[0] : 'neutral';
    if (spoken.length > 1) {
      const more = `可能是：${unique(all.map(({ short }) => short)).join('，或者')}。`;
      const next = ['记下或者打印这一页，到窗口核实下面几项，就能定下来。'];
      return { title: '现在还不能定', tone: 'neutral', more, next, bring: [] };
    }
    const [one] = all;
    const bring = unique(all.flatMap((other) => other.bring));
    return { title: one.says, tone, more: one.more, next: one.next, bring };
  }

  /** What the item, the certificate and the day are, the day last. */
  function about(talk) {
    const item = talk.law.item(talk.item);
    const named = item ? [item.matter, item.certificate || item.kind] : [];
    const unlisted = talk.unlisted ? ['不在清单里的证明'] : [];
    return [...named, ...unlisted, ...(talk.date ? [dayInWords(talk.date)] : [])];
  }

  /** What an answer decided, in words. */
  function decided({ matters, value, ruledOut, held, excluded }) {
    if (!matters) return '现在用不着这个回答了，替您留着';
    if (value === null) return '没有据此排除什么';
    const titles = (some) => some.slice(0, 2).map(({ title }) => `“${title}”`).join('');
    const found = [
      ...(ruledOut.length ? [`排除了：${ruledOut.join('、')}`] : []),
      ...(held.length ? [`符合${titles(held)}`] : []),
      ...(excluded.length ? [`不属于${titles(excluded)}`] : []),
    ];
    return found.join('；') || '只有这个回答，还不能决定什么';
  }

  const RECKONED =
    '日期是这个网页照工作日历推算的，不是办理机关的通知。起算的那一天不同，或者放假安排有变，日期就跟着变；以办理机关告知的为准。';

  /** A period, with the day by which it ends, as it is reckoned here, where that is known. */
  function due({ act, actor, count, unit, when, since, provision, where }, talk, workdays, places) {
    const day = talk.date === null ? null : workdays.due(talk.date, count, unit);
    const on = day === null ? '那时的放假安排还没有公布，算不出日期' : `推算至迟 ${dayInWords(day)}`;
    const from = talk.date === null ? since : `${dayInWords(talk.date)}${since}的话，自次日起`;
    const cited = places[provision] ? h('a', { href: places[provision] }, where) : where;
    return h('li', {}, `${actor}${act}：`, h('strong', day === null ? {} : { class: 'number' }, on), '。',
      h('p', { class: 'hint' },
        `${from} ${count} 个${unit}以内${when ? `；只就“${when}”的而言` : ''}（`, cited, '）。'));
  }

  /** What is due by when: the usual first, the others folded. */
  function periods(some, talk, workdays, places) {
    if (!some.length) return null;
    const [first, ...others] = some.map((one) => due(one, talk, workdays, places));
    const rest = others.length ? folded('别的情形，到什么时候', h('ul', {}, others), { class: 'screen' }) : null;
    return [h('h2', {}, '到什么时候'), h('ul', {}, first), h('p', { class: 'hint' }, RECKONED), rest];
  }

  /** A question to the window without what is said to the clerk, and what may be answered. */
  function plainly({ ask, values = [] }) {
    return `${ask.split('？')[0]}？${values.length ? `（${values.join('、')}）` : ''}`;
  }

  function steps(title, lines, name = 'ol') {
    if (!lines.length) return [];
    return [h('h2', {}, title), h(name, {}, lines.map((one) => h('li', {}, one)))];
  }

  /** What has to be found out at the window, or was not known. */
  function remaining(talk) {
    const isOpen = ({ possible, pending, settled }) => !settled && (possible.length || pending.length);
    if (!isOpen(talk.outcome)) return [];
    const unknown = talk.answers.filter(([, value]) => value === null).map(([name]) => name);
    const waiting = talk.standing.decisions[0].questions.map(({ fact }) => fact);
    const open = talk.open.map(({ fact }) => fact);
    const mine = unique([...unknown, ...open]).filter((one) => waiting.includes(one));
    const asked = mine.map((one) => talk.law.fact(one).ask_applicant);
    const found = [...steps('您还没有回答的', asked, 'ul')];
    const others = talk.elsewhere.map(plainly);
    return [...found, ...steps('由窗口核实的', others, 'ul')];
  }

  /** Grounds with their titles, facts and quotations. */
  function grounds(talk, places) {
    const told = ({ facts }) => {
      const mine = Object.entries(facts).filter(([name]) => talk.valueOf(name) !== undefined);
      return mine.map(([name, value]) => `${talk.law.fact(name).label}：${talk.law.said(name, value)}`);
    };
    return talk.outcome.grounds.map((one) => [
      h('h3', {}, one.title),
      told(one).length ? h('p', { class: 'hint' }, `您的回答：${told(one).join('；')}`) : null,
      quotes(one.basis, places),
    ]);
  }

  function caveats(some, places) {
    return some.map(({ text, basis }) => [h('p', {}, text, '。'), ...quotes(basis, places, 1)]);
  }

  /** The answer as text, to be kept or sent on. */
  function asText(talk, place) {
    const { title, more, next, bring } = headline(talk);
    const numbered = next.map((one, n) => `${n + 1}. ${one}`);
    const cited = talk.outcome.grounds.flatMap(({ basis }) => basis);
    const words = cited
      .filter(({ quote }) => quote !== null)
      .map(({ document: name, locator, quote }) => `“${quote}”（${name} ${locator}）`);
    const lines = [place, about(talk).join(' · '), title, more, ...numbered];
    if (bring.length) lines.push(`要带：${bring.join('、')}`);
    return [...lines, ...unique(words)].filter(Boolean).join('\n');
  }

  Object.assign(globalThis.gaozhi, {
    answer: { headline, about, decided, periods, plainly, steps, remaining, grounds, caveats, asText },
  });
})();
