/* The wizard: one question a page; the address holds where one is. Nothing is sent anywhere. */
(() => {
  'use strict';

  const { Law, Talk, encode, decode, caseFile, dayInWords, Workdays, CaseError } = gaozhi;
  const { h, quotes, folded, copy, today, answer: told } = gaozhi;
  const root = document.getElementById('wizard');
  const start = document.getElementById('start');
  const status = document.getElementById('status');
  const store = `gaozhi ${location.pathname}`;

  const whenIdle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 50));

  let data = null;
  let law = null;
  let now = null; // {talk, at}: the conversation, and the step that is shown.
  let run = `${Date.now()}`; // Which entries of the history are of this visit.
  let place = 0; // Which of them is shown.
  let latest = {}; // The answers of this visit, by what was asked about.
  let turn = 0; // How often that has changed.
  let isWhyOpen = false;
  let isKept = false; // Whether something is still to be written.

  const subject = ({ decision, item, unlisted }) => JSON.stringify([decision, item, unlisted]);
  const isFact = (at) => Boolean(law.fact(at));

  /* History: an entry a step, each with the answers of the visit. An entry that was shown before
     the last of them lacks these; therefore they are kept for the window too, when there is time. */

  function save() {
    if (!isKept) return;
    isKept = false;
    try {
      sessionStorage.setItem(store, JSON.stringify({ run, turn, latest }));
    } catch {
      // A browser may refuse to keep anything: then a reload has what the entry has.
    }
  }

  function recall() {
    const { state } = history;
    if (!state?.run) return; // The page has not been shown before.
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(store));
    } catch {
      // As above.
    }
    ({ run, turn, latest } = kept?.run === state.run && kept.turn > state.turn ? kept : state);
  }

  function show(talk, at, { isNew = true, lost = [], moved = [], isFirst = false } = {}) {
    now = { talk, at };
    latest[subject(talk)] = talk.state;
    turn += 1;
    if (isNew) place += 1;
    const address = at === 'start' && !talk.answers.length ? '#' : encode(talk, at);
    const entry = { run, turn, latest, place };
    if (isNew) history.pushState(entry, '', address);
    else history.replaceState(entry, '', address);
    if (!isKept) whenIdle(save);
    isKept = true;
    render({ lost, moved, isFirst });
    if (isFact(at)) whenIdle(() => ahead(talk, at));
  }

  function arrive({ isFirst = false } = {}) {
    const isOwn = history.state?.run === run;
    place = isOwn ? history.state.place : 0;
    const found = decode(law, location.hash, { decision: law.program.default, date: today() });
    const kept = isOwn ? latest[subject(found.talk)] : undefined;
    const talk = kept ? found.talk.with(kept) : found.talk;
    const isSaid = location.hash.length > 1;
    const isReady = isSaid && (found.isChosen || talk.answers.length || !law.program.list);
    const first = found.at ?? following(talk);
    const lost = found.isOld || found.lost.length ? { isOld: found.isOld, names: found.lost } : null;
    show(talk, isReady ? first : 'start', { isNew: false, lost: lost ? [lost] : [], isFirst });
  }

  /** The step that follows: the next open question, else the check. */
  function following(talk) {
    try {
      return talk.next?.fact ?? 'check';
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      return 'check'; // Where it is said what is wrong.
    }
  }

  /** The step before one, as the browser's back would have it where it was walked here. */
  function before({ talk, at }) {
    const facts = talk.answers.map(([fact]) => fact);
    if (at === 'answer') return 'check';
    if (at === 'check') return facts.at(-1) ?? 'start';
    if (at === 'date') return 'check';
    const index = facts.indexOf(at);
    return (index < 0 ? facts.at(-1) : facts[index - 1]) ?? 'start';
  }

  function backLink(words) {
    const href = encode(now.talk, before(now));
    const onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      if (place > 0) history.back();
      else show(now.talk, before(now), { isNew: false });
    };
    return h('p', { class: 'back' }, h('a', { href, onclick, id: 'back' }, `← ${words}`));
  }

  /** A link to a step that moves without loading the page again. */
  function link(at, words, { talk = now.talk, ...attributes } = {}) {
    const onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      show(talk, at);
    };
    return h('a', { href: encode(talk, at), onclick, ...attributes }, words);
  }

  /* The pages */

  function render({ lost, moved, isFirst }) {
    const isStart = now.at === 'start';
    start.hidden = !isStart;
    document.documentElement.classList.remove('asked');
    const [title, content] = isStart ? ['选择要办的事', notices(lost, moved)] : page();
    root.replaceChildren(...[content].flat(Infinity).filter(Boolean));
    if (!isStart) root.querySelector('.back')?.after(...notices(lost, moved));
    document.title = `${title} · ${data.place}`;
    const heading = isStart ? start.querySelector('h1') : root.querySelector('h1');
    status.textContent = isFact(now.at) ? possibleWords() : '';
    heading.tabIndex = -1;
    if (isFirst) return;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  function page() {
    try {
      void now.talk.standing;
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      return ['不能作答', refusal(error)];
    }
    if (now.at === 'check') return ['核对回答', check()];
    if (now.at === 'answer') return [`答复：${told.headline(now.talk).title}`, answerPage()];
    const question = now.talk.question(isFact(now.at) ? now.at : law.program.roles.date);
    return [`问题：${question.ask_applicant}`, questionPage(question)];
  }

  function refusal({ problems }) {
    const said = ({ message, path }) => {
      const label = law.fact(path.at(-1))?.label; // What is no fact is named in the message.
      return h('li', {}, label ? `${label}：${message}` : message);
    };
    return [
      backLink('上一步'),
      h('h1', {}, '这样不能作答'),
      h('ul', {}, problems.map(said)),
      h('p', {}, link('start', '重新选择要办的事'), '，或者', link('date', '改一个办理日期'), '。'),
    ];
  }

  /** What an older link says that does not hold any more; what had to go with a change. */
  function notices([old], moved) {
    const found = [];
    if (old) {
      const why = old.isOld ? '这个链接是按以前的规则做的，规则后来改过。' : '这个链接有认不出的内容。';
      const rest = old.names.length
        ? `现在不再适用、没有留下的：${old.names.join('、')}。其余的回答都留着。`
        : '您的回答都留着，答复按现在的规则。';
      found.push(h('div', { class: 'warn notice', role: 'status' }, h('p', {}, why, rest)));
    }
    if (moved.length) {
      const names = moved.map((one) => law.fact(one).label).join('、');
      const words = `改了这个回答以后，下面的回答不能同时成立，没有留下：${names}。`;
      found.push(h('div', { class: 'warn notice', role: 'status' }, h('p', {}, words)));
    }
    return found;
  }

  const possibleWords = () => {
    const left = now.talk.chips.filter(([, isPossible]) => isPossible).map(([words]) => words);
    return `还可能：${left.join('、')}。${moreWords()}`;
  };

  const moreWords = () => {
    const count = now.talk.open.length;
    return count ? `至多再问 ${count} 题` : '没有别的问题了';
  };

  function chips() {
    const chip = ([words, isPossible]) =>
      h('li', {},
        isPossible
          ? h('span', { class: 'chip' }, words)
          : h('s', { class: 'chip out' }, words, h('span', { class: 'hidden-visually' }, '（已经排除）')));
    const list = now.talk.chips.map(chip);
    const more = h('li', { class: 'more muted' }, moreWords());
    return h('ul', { class: 'chips', 'aria-label': '还可能的答复' },
      h('li', { class: 'muted', 'aria-hidden': 'true' }, '还可能：'), list, more);
  }

  function why(question) {
    if (!question.because.length) return null;
    const reasons = question.because.slice(0, 4).map(({ title, provisions }) => {
      const basis = provisions.map((one) => law.sources.get(one)).filter(Boolean);
      return [h('p', {}, `${title}。`), quotes(basis, data.places, 1)];
    });
    const ontoggle = ({ target }) => (isWhyOpen = target.open);
    return folded('为什么问这个', reasons, { open: isWhyOpen, ontoggle, id: 'why' });
  }

  const NOT_SURE = '不清楚的选“不知道”，窗口会核实。';

  function questionPage(question) {
    const isDate = question.fact === law.program.roles.date;
    const own = law.words.facts[question.fact]?.hint;
    const hint = `${own ?? ''}${['数据', '窗口'].includes(question.answered_by) && !isDate ? NOT_SURE : ''}`;
    const value = isDate ? now.talk.date : now.talk.valueOf(question.fact);
    const fields = gaozhi.options(question, value, {
      said: (one) => law.said(question.fact, one),
      hasUnknown: !isDate,
    });
    const onsubmit = (event) => {
      event.preventDefault();
      const given = fields.value();
      if (given === undefined) return fail(fields.missing);
      take(question, given, isDate);
    };
    const skip = () => {
      const talk = now.talk.skip(question.fact);
      show(talk, following(talk));
    };
    const isSkippable = !isDate && value === undefined;
    return [
      backLink(before(now) === 'start' ? '重新选择' : before(now) === 'check' ? '核对回答' : '上一题'),
      h('div', { id: 'error' }),
      h('form', { onsubmit, novalidate: true, action: '#' },
        h('fieldset', { 'aria-describedby': hint ? 'hint' : null },
          h('legend', {}, h('h1', {}, question.ask_applicant)),
          hint ? h('p', { class: 'hint', id: 'hint' }, hint) : null,
          fields.element),
        h('p', { class: 'actions' },
          h('button', {}, '继续'),
          isSkippable ? h('button', { type: 'button', class: 'plain', onclick: skip, id: 'skip' }, '先跳过') : null)),
      why(question),
      isDate ? null : chips(),
    ];
  }

  function fail(message) {
    const first = root.querySelector('form input');
    const onclick = (event) => {
      event.preventDefault();
      first.focus();
    };
    first.id = 'first';
    const notice = h('div', { class: 'bad notice', role: 'alert', tabindex: '-1' },
      h('p', {}, '还不能继续：', h('a', { href: '#first', onclick }, message)));
    root.querySelector('#error').replaceChildren(notice);
    if (!document.title.startsWith('错误')) document.title = `错误：${document.title}`;
    notice.focus();
  }

  function take(question, value, isDate) {
    try {
      if (isDate) {
        const talk = now.talk.with({ date: value });
        void talk.standing;
        return show(talk, following(talk));
      }
      const [talk, moved] = now.talk.answer(question.fact, value);
      return show(talk, following(talk), { moved });
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      const names = error.problems.map(({ path }) => law.fact(path.at(-1))?.label).filter(Boolean);
      const others = [...new Set(names)].join('、');
      return fail(isDate ? '这一天不在规则施行的期间' : `与前面的回答不能同时成立${others && `：${others}`}`);
    }
  }

  function row(name, words, note, at, label) {
    const change = at && link(at, '更改', { 'aria-label': `更改：${label}` });
    return h('div', {},
      h('dt', {}, name),
      h('dd', {}, h('p', {}, words), note ? h('p', { class: 'hint' }, note) : null),
      h('dd', { class: 'change' }, change));
  }

  function check() {
    const { talk } = now;
    const item = law.item(talk.item);
    const chosen = item ? `${item.matter}，${item.certificate || item.kind}` : talk.unlisted ? '不在清单里' : '';
    const answers = talk.trail.map((one) => {
      const { ask_applicant: ask } = law.fact(one.fact);
      return row(ask, law.said(one.fact, one.value), told.decided(one), one.fact, ask);
    });
    const skipped = talk.skipped.map((fact) => {
      const { ask_applicant: ask } = law.fact(fact);
      const isNeeded = talk.open.some((one) => one.fact === fact);
      return row(ask, '跳过了', isNeeded ? '回答了，答复会更准' : '现在用不着回答了', fact, ask);
    });
    const others = talk.elsewhere.map((one) => h('li', {}, told.plainly(one)));
    return [
      backLink('上一题'),
      h('h1', {}, '请核对您的回答'),
      h('dl', { class: 'facts answers' },
        chosen ? row('要办的事', chosen, null, 'start', '要办的事') : null,
        talk.date ? row('办理日期', dayInWords(talk.date), null, 'date', '办理日期') : null,
        answers, skipped),
      others.length ? [h('h2', {}, '不用您回答，由窗口核实的'), h('ul', {}, others)] : null,
      chips(),
      h('p', { class: 'actions' }, link('answer', '看答复', { class: 'button', id: 'see' })),
    ];
  }

  function answerPage() {
    const { talk } = now;
    const { title, tone, more, next, bring } = told.headline(talk);
    const { outcome } = talk;
    const basis = outcome.grounds.flatMap((one) => one.basis);
    const spec = law.words.decisions[talk.decision];
    const workdays = new Workdays(data.calendar);
    const isGood = tone === 'good';
    const item = law.item(talk.item);
    const guide = item && `items/${item.number}.html`;
    return [
      backLink('修改回答'),
      h('div', { class: tone === 'neutral' ? 'answer' : `${tone} answer` },
        h('p', { class: 'lead' }, told.about(talk).map((one, place) =>
          [place ? ' · ' : null, h('span', /^\d{4}年/.test(one) ? { class: 'number' } : {}, one)])),
        h('h1', {}, title),
        more ? h('p', {}, more) : null),
      told.steps('接下来', next),
      told.remaining(talk),
      isGood ? downloads(item) : null,
      told.steps('要带的', bring, 'ul'),
      told.periods(spec?.periods ?? [], talk, workdays, data.places),
      basis.length ? [h('h2', {}, '为什么'), quotes(basis, data.places, 1)] : null,
      folded('您的回答，各决定了什么', h('dl', { class: 'facts' }, talk.trail.map((one) =>
        row(law.fact(one.fact).ask_applicant, law.said(one.fact, one.value), told.decided(one))))),
      basis.length ? folded('全部依据', told.grounds(talk, data.places)) : null,
      outcome.caveats.length ? [h('h2', {}, '请注意'), told.caveats(outcome.caveats, data.places)] : null,
      outcome.pending_caveats.length
        ? folded('如有下列情形，还要注意', told.caveats(outcome.pending_caveats, data.places)) : null,
      actions(talk),
      further(talk, guide),
    ];
  }

  /** The forms that are there to download, made out for the item where they are. */
  function downloads(item) {
    const own = item && data.files.filter((one) => one.startsWith(`${item.number}-`));
    const links = (own ?? data.files.filter((one) => !/^\d+-/.test(one))).map((file) => {
      const title = file.replace(/^\d+-/, '').replace(/\.docx$/, '');
      const href = `files/${encodeURIComponent(file)}`;
      const download = `${title}${item ? `（${item.certificate || item.kind}）` : ''}.docx`;
      return h('p', { class: 'screen' }, h('a', { href, download }, `下载${title}（Word 文件）`));
    });
    return links;
  }

  function actions(talk) {
    const done = (words) => () => (status.textContent = words);
    const file = `data:text/yaml;charset=utf-8,${encodeURIComponent(caseFile(talk))}`;
    const onlink = () => copy(location.href).then(done('链接已经复制'));
    const ontext = () => copy(told.asText(talk, data.place)).then(done('答复已经复制'));
    return h('p', { class: 'actions' },
      h('button', { type: 'button', onclick: () => print() }, '打印'),
      h('button', { type: 'button', class: 'plain', onclick: onlink, id: 'copy-link' }, '复制链接'),
      h('button', { type: 'button', class: 'plain', onclick: ontext, id: 'copy-text' }, '复制答复'),
      h('a', { class: 'button plain', href: file, download: `案件-${data.place}.yaml`, id: 'case' }, '下载案件文件'));
  }

  function further(talk, guide) {
    const others = Object.entries(law.words.decisions)
      .filter(([name, { ask }]) => ask && name !== talk.decision)
      .map(([name, { ask }]) => {
        const other = talk.with({ decision: name, skipped: [] });
        return h('li', {}, link(following(other), ask, { talk: other }));
      });
    return h('div', { class: 'screen' },
      h('h2', {}, '接着问'),
      h('ul', {}, others,
        guide ? h('li', {}, h('a', { href: guide }, '看这件事的办事指南')) : null,
        h('li', {}, link('start', '问另一件事', { talk: talk.with({ answers: [], skipped: [] }) }))));
  }

  /* The list to choose from: its links lead to guides where there is no script. */

  function choose(event) {
    const chosen = event.target.closest?.('a[data-item]');
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    begin();
    const number = chosen.dataset.item;
    const item = number === '' ? null : Number(number);
    const isSame = now.talk.item === item && number !== '';
    const talk = new Talk(law, {
      decision: now.talk.decision,
      date: now.talk.date,
      item,
      unlisted: number === '' && Boolean(law.program.list),
      ...(isSame ? { answers: now.talk.answers, skipped: now.talk.skipped } : {}),
    });
    show(talk, following(talk));
  }

  function filter({ target }) {
    const words = target.value.trim().split(/\s+/);
    let count = 0;
    for (const one of start.querySelectorAll('[data-words]')) {
      one.hidden = !words.every((word) => one.dataset.words.includes(word));
      if (!one.hidden) count += 1;
    }
    status.textContent = `${count} 项`;
  }

  /** Reads the law, and what the address says. The list can be read before. */
  function begin() {
    if (law) return;
    data = gaozhi.load();
    law = new Law(data);
    recall();
    arrive({ isFirst: true });
  }

  /** Works out what follows each answer while the question is read, so that it comes at once. */
  function ahead(talk, fact) {
    const { type, values } = law.fact(fact);
    const likely = { bool: [true, false], one_of: values }[type] ?? [];
    for (const value of [...likely, null]) {
      whenIdle(() => {
        if (now.talk !== talk || now.at !== fact) return; // It has been answered meanwhile.
        try {
          following(talk.answer(fact, value)[0]);
        } catch (error) {
          if (!(error instanceof CaseError)) throw error;
        }
      });
    }
  }

  /** Reads the law and asks a first question while nobody waits. */
  function warm() {
    begin();
    following(new Talk(law, { decision: law.program.default, date: now.talk.date }));
  }

  start.addEventListener('click', choose);
  start.querySelector('input')?.addEventListener('input', filter);
  document.getElementById('no-script')?.remove();
  for (const one of start.querySelectorAll('.needs-script')) one.hidden = false;
  addEventListener('pagehide', save);
  addEventListener('popstate', () => (law ? arrive() : begin()));
  if (location.hash.length > 1) begin();
  whenIdle(warm);
  gaozhi.page = {
    get now() {
      begin();
      return now;
    },
    get law() {
      begin();
      return law;
    },
    take,
  };
})();
