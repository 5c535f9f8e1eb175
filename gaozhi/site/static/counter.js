/* The page for clerks: all questions in view, answered by keys, the answer beside them. */
(() => {
  'use strict';

  const { Law, Talk, encode, decode, CaseError } = gaozhi;
  const { h, quotes, today } = gaozhi;
  const NO_ANSWER = '不知道';
  const byId = (id) => document.getElementById(id);
  const data = gaozhi.load();
  const law = new Law(data, { isClerk: true });
  const { program } = law;
  let talk = null;
  let rows = []; // Of the questions in view: {fact, element, boxes, field, note}.
  let here = 0; // The row that has the keys.

  /** The facts that a decision reads, in the order and the groups of the vocabulary. */
  function factsOf(decision) {
    const version = program.inForce(law.decision(decision), talk.date);
    const variables = version.diagrams?.variables ?? [];
    const read = variables.flatMap(({ fact, condition }) =>
      fact === null ? program.conditions[condition].reads : [fact]);
    return program.names
      .filter((name) => read.includes(name) && name !== program.roles.date)
      .map((name) => law.fact(name))
      .filter((fact) => law.isAsked(fact));
  }

  /** What the list says of the item that is chosen; a case may not say otherwise. */
  function stated() {
    const item = law.item(talk.item);
    const said = item ? item.facts.map(({ fact, value }) => [fact, value]) : [];
    const { listed } = program.roles;
    const listing = listed === null || (!item && !talk.unlisted) ? [] : [[listed, Boolean(item)]];
    return new Map([...said, ...listing]);
  }

  /** The answers that may be chosen, each with its words: a key each, in this order. */
  function choices({ type, values, never }) {
    const own = {
      bool: [[true, '是'], [false, '否']],
      one_of: values.map((one) => [one, one]),
      set_of: [...values.map((one) => [one, one]), [[], '无']],
    }[type] ?? (never ? [[never, never]] : []);
    return [...own, [null, NO_ANSWER]];
  }

  /* The rows */

  function rowOf(fact, index) {
    const isSet = fact.type === 'set_of';
    const isWritten = !['bool', 'one_of', 'set_of'].includes(fact.type);
    const first = isWritten ? 2 : 1;
    const label = `f${index}`;
    const boxes = choices(fact).map(([value, words], place) => {
      const key = (place + first) % 10;
      const isAlone = value === null || Array.isArray(value);
      const input = h('input', {
        type: isSet ? 'checkbox' : 'radio', name: label, tabindex: '-1',
        onchange: () => pick(index, place),
      });
      const element = h('label', {}, input, h('kbd', { 'aria-hidden': 'true' }, `${key}`), words);
      return { value, input, element, key: `${key}`, isAlone };
    });
    const field = isWritten ? h('input', {
      type: 'text', tabindex: '-1', 'aria-labelledby': label, autocomplete: 'off',
      placeholder: fact.type === 'date' ? '20260131' : null,
      onchange: () => write(index),
    }) : null;
    const note = h('span', { class: 'note' });
    const fieldKey = field && h('label', {}, h('kbd', { 'aria-hidden': 'true' }, '1'), field);
    const element = h('div', {
      class: 'row', role: 'group', tabindex: index ? '-1' : '0', 'aria-labelledby': label,
      onfocusin: () => (here = index),
    },
    h('p', { class: 'ask' }, h('span', { id: label }, fact.ask), note),
    h('div', { class: 'keys' }, fieldKey, boxes.map((one) => one.element)));
    return { fact, element, boxes, field, note };
  }

  function build() {
    const facts = factsOf(talk.decision);
    const groups = [...new Set(facts.map(({ group }) => group))];
    const sorted = groups.flatMap((group) => facts.filter((one) => one.group === group));
    rows = sorted.map(rowOf);
    const parts = groups.map((group) => h('section', {}, h('h2', {}, group),
      rows.filter(({ fact }) => fact.group === group).map(({ element }) => element)));
    byId('questions').replaceChildren(...parts);
    here = 0;
    update();
  }

  function pick(index, place) {
    const { fact, boxes } = rows[index];
    const { value, isAlone } = boxes[place];
    const before = talk.valueOf(fact.name);
    if (fact.type !== 'set_of' || isAlone) {
      const isSame = JSON.stringify(before) === JSON.stringify(value);
      return set(fact, isSame ? undefined : value);
    }
    const chosen = Array.isArray(before) ? before : [];
    const after = chosen.includes(value)
      ? chosen.filter((one) => one !== value)
      : fact.values.filter((one) => one === value || chosen.includes(one));
    return set(fact, after.length ? after : undefined);
  }

  function write(index) {
    const { fact, field } = rows[index];
    const text = field.value.trim();
    if (text === '') return set(fact, undefined);
    if (fact.type !== 'date') return set(fact, fact.type === 'number' ? Number(text) : text);
    const day = dayOf(text);
    return day ? set(fact, day) : say(rows[index], '日期写作 20260131，或者 2026-1-31');
  }

  /** A day as clerks write it: 20260131, 2026-1-31, 2026.1.31, 2026年1月31日. */
  function dayOf(text) {
    const [, year, month, day] = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})日?$/.exec(text) ?? [];
    return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }

  /** Takes an answer; undefined takes it back. One that cannot be true is refused, in words. */
  function set(fact, value) {
    const row = rows.find((one) => one.fact === fact);
    try {
      const [changed, lost] = value === undefined ? [talk.without(fact.name), []] : talk.answer(fact.name, value);
      void changed.standing;
      talk = changed;
      update();
      if (lost.length) say(row, `去掉了不能同时成立的：${lost.map((one) => law.fact(one).label).join('、')}`);
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      update();
      const others = error.problems.map(({ path, message }) => `${law.fact(path.at(-1))?.label ?? ''}${message}`);
      say(row, `不能这样回答：${others.join('；')}`);
    }
  }

  function say({ note, element }, words) {
    note.textContent = words;
    element.classList.add('refused');
    byId('status').textContent = words;
  }

  function update() {
    const open = talk.outcome.questions.map(({ fact }) => fact);
    const known = stated();
    const presumed = new Map(talk.item === null ? [] : data.program.list.presumes.map(({ fact, value }) => [fact, value]));
    for (const { fact, element, boxes, field, note } of rows) {
      const given = talk.valueOf(fact.name);
      const value = given === undefined ? (known.get(fact.name) ?? undefined) : given;
      const isKnown = known.has(fact.name);
      for (const { value: one, input } of boxes) {
        input.checked = one !== null && !Array.isArray(one) && Array.isArray(value)
          ? value.includes(one)
          : value !== undefined && JSON.stringify(one) === JSON.stringify(value);
        input.disabled = isKnown;
      }
      if (field) field.value = typeof value === 'string' && value !== fact.never ? value : '';
      const isOpen = open.includes(fact.name);
      const isUseless = !isOpen && given === undefined && !isKnown;
      element.className = ['row', isUseless && 'useless', fact.name === open[0] && 'next'].filter(Boolean).join(' ');
      const guess = presumed.has(fact.name) && given === undefined && !isKnown;
      note.textContent = isKnown ? '清单写明' : guess ? `清单推定：${law.said(fact.name, presumed.get(fact.name))}`
        : fact.name === open[0] ? '先问这个' : isUseless ? '现在用不着' : '';
    }
    history.replaceState(null, '', encode(talk, 'counter'));
    showAnswer(open.length);
  }

  /* The answer */

  function showAnswer(count) {
    const { outcome, possible, values, pending, settled, grounds, caveats } = talk.outcome;
    const title = outcome ?? (values.join('、') || '无');
    const more = settled ? [] : [...possible, ...pending];
    const tones = [...new Set(possible.map((one) => law.advice(talk.decision, one).tone))];
    const tone = tones.length === 1 && tones[0] !== 'neutral' ? `${tones[0]} answer` : 'answer';
    const isOpen = byId('sources')?.open ?? false;
    const next = talk.outcome.questions[0];
    const told = ({ facts }) => Object.entries(facts)
      .map(([name, value]) => `${law.fact(name).label}：${words(value)}`).join('；');
    byId('answer').replaceChildren(
      h('div', { class: tone },
        h('p', { class: 'title', id: 'outcome' }, title),
        more.length ? h('p', {}, `还可能：${more.join('、')}`) : '',
        h('p', { class: 'hint' }, next ? `至多再问 ${count} 题，先问：${next.label}` : '没有要问的了')),
      grounds.length ? h('ul', { class: 'grounds' }, grounds.map((one) =>
        h('li', {}, one.title, h('p', { class: 'hint' }, told(one))))) : '',
      h('details', { id: 'sources', open: isOpen },
        h('summary', {}, '依据', h('kbd', { 'aria-hidden': 'true' }, 'S')),
        sources(grounds, next)),
      caveats.length ? h('div', { class: 'notes' }, h('h2', {}, '请注意'), caveats.map(({ text }) => h('p', {}, `${text}。`))) : '');
    byId('status').textContent = `${title}。${more.length ? `还可能：${more.join('、')}。` : ''}`;
    document.title = `${title} · ${talk.decision} · ${data.place}`;
  }

  /** What the answer rests on; while there is none, why the first question is asked. */
  function sources(grounds, next) {
    if (grounds.length || !next) return quotes(grounds.flatMap(({ basis }) => basis), data.places);
    const cited = next.because.flatMap(({ provisions }) => provisions);
    const basis = cited.map((one) => law.sources.get(one)).filter(Boolean);
    return [h('p', {}, `为什么问“${next.label}”：`), quotes(basis, data.places)];
  }

  const words = (value) =>
    Array.isArray(value) ? value.join('、') || '无' : { true: '是', false: '否' }[value] ?? value;

  /* Keys: those of a field stay the field's own. */

  function move(step) {
    const next = Math.min(Math.max(here + step, 0), rows.length - 1);
    rows.forEach(({ element }, index) => (element.tabIndex = index === next ? 0 : -1));
    rows[next]?.element.focus();
    rows[next]?.element.scrollIntoView({ block: 'nearest' });
  }

  const jump = () => {
    const [first] = talk.outcome.questions.filter((one) => rows.some(({ fact }) => fact.name === one.fact));
    if (first) move(rows.findIndex(({ fact }) => fact.name === first.fact) - here);
  };

  const KEYS = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    n: jump,
    s: () => (byId('sources').open = !byId('sources').open),
    '/': () => byId('item').focus(),
    '?': () => (byId('help').open = !byId('help').open),
    Backspace: () => rows[here] && !stated().has(rows[here].fact.name) && set(rows[here].fact, undefined),
  };

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isField = event.target.matches('select, textarea, input:not([type="radio"], [type="checkbox"])');
    if (isField && ['Escape', 'Enter'].includes(event.key)) return move(0);
    if (isField) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^\d$/.test(key)) {
      const row = rows[here];
      if (!row || stated().has(row.fact.name)) return;
      const place = row.boxes.findIndex((one) => one.key === key);
      event.preventDefault();
      if (place >= 0) pick(here, place);
      else if (row.field && key === '1') row.field.focus();
    } else if (KEYS[key]) {
      event.preventDefault();
      KEYS[key]();
    }
  }

  /* What is decided about */

  function choose() {
    const item = byId('item').value;
    const before = talk;
    const next = talk.with({
      decision: byId('decision').value,
      item: /^\d+$/.test(item) ? Number(item) : null,
      unlisted: item === 'none',
      date: byId('date').value || talk.date,
      answers: [],
    });
    try {
      void next.standing;
      talk = before.answers.reduce((kept, [name, value]) => {
        try {
          return kept.answer(name, value)[0];
        } catch (error) {
          if (!(error instanceof CaseError)) throw error;
          return kept;
        }
      }, next);
      byId('problem').textContent = '';
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      byId('problem').textContent = error.problems.map(({ message }) => message).join('；');
      return;
    }
    build();
  }

  function arrive() {
    const found = decode(law, location.hash, { decision: program.default, date: today() });
    talk = found.talk;
    byId('decision').value = talk.decision;
    byId('item').value = talk.unlisted ? 'none' : (talk.item ?? '');
    byId('date').value = talk.date;
    byId('problem').textContent = found.lost.length ? `链接里不再适用的：${found.lost.join('、')}` : '';
    try {
      build();
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      byId('problem').textContent = error.problems.map(({ message }) => message).join('；');
    }
  }

  byId('counter').hidden = false;
  for (const id of ['decision', 'item', 'date']) byId(id).addEventListener('change', choose);
  byId('date').addEventListener('blur', () => (byId('date').value = talk.date));
  byId('clear').addEventListener('click', () => {
    talk = new Talk(law, { decision: talk.decision, item: talk.item, unlisted: talk.unlisted, date: talk.date });
    build();
    move(0);
  });
  document.addEventListener('keydown', press);
  addEventListener('hashchange', arrive);
  arrive();
  gaozhi.page = { get talk() { return talk; }, get rows() { return rows; }, set, law };
})();
