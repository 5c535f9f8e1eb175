/* A conversation with an applicant: what is asked, what the answers came to, and its fragment. */
(() => {
  'use strict';

  const { Program, CaseError } = globalThis.gaozhi;
  const MOST_KEPT = 400;
  const unique = (values) => [...new Set(values)];

  /** A program with the words for applicants, and what it has worked out so far. */
  class Law {
    kept = new Map();

    /** @param isClerk whether everything is asked here, also what only a clerk can say. */
    constructor({ program, words }, { isClerk = false } = {}) {
      this.program = new Program(program);
      this.words = words;
      this.isClerk = isClerk;
      this.sources = new Map(program.provisions.map((one) => [one.provision, one]));
    }

    /** Where a conversation stands; the same question is never worked out twice. */
    standing(data) {
      const key = JSON.stringify(data);
      if (!this.kept.has(key)) {
        if (this.kept.size >= MOST_KEPT) this.kept.clear();
        this.kept.set(key, this.program.interview(data));
      }
      return this.kept.get(key);
    }

    fact(name) {
      return this.program.facts.get(name);
    }

    decision(name) {
      return this.program.decisions.get(name);
    }

    /** What may be asked here: identity numbers never, of applicants not what others must say. */
    isAsked({ ask_applicant: ask, identity }) {
      return !identity && (this.isClerk || ask !== null);
    }

    /** What an applicant is told of a value of a decision. */
    advice(decision, value) {
      const { values, says } = this.decision(decision);
      const own = this.words.decisions[decision]?.values[value];
      const told = says[values.indexOf(value)] ?? '';
      return { short: value, tone: 'neutral', next: [], bring: [], ...own, says: told || value };
    }

    /** A value in the applicant's words. */
    said(name, value) {
      if (value === null) return '不知道';
      if (Array.isArray(value)) {
        return value.map((one) => this.said(name, one)).join('、') || '都没有';
      }
      const { never, type } = this.fact(name);
      const key = value === true ? '是' : value === false ? '否' : `${value}`;
      const own = this.words.facts[name]?.answers[key];
      return own ?? (type === 'date' && value !== never ? dayInWords(key) : key);
    }

    item(number) {
      return this.program.list?.items.find((one) => one.number === number) ?? null;
    }
  }

  const dayInWords = (day) => {
    const [year, month, date] = day.split('-').map(Number);
    return `${year}年${month}月${date}日`;
  };

  /** A conversation about one decision. Immutable: an answer makes another one. */
  class Talk {
    constructor(law, state) {
      this.law = law;
      const empty = { item: null, unlisted: false, date: null, answers: [], skipped: [] };
      this.state = { ...empty, ...state };
      Object.assign(this, this.state);
    }

    with(changes) {
      return new Talk(this.law, { ...this.state, ...changes });
    }

    /** The conversation as the reader takes it, up to so many answers. */
    data(count = this.answers.length) {
      const { listed } = this.law.program.roles;
      const facts = this.unlisted && listed !== null ? { [listed]: false } : {};
      const answers = this.answers.slice(0, count).map(([fact, value]) => ({ fact, value }));
      return { decisions: [this.decision], item: this.item, date: this.date, facts, answers };
    }

    /** Throws CaseError where the answers cannot be true together. */
    get standing() {
      return (this.found ??= this.law.standing(this.data()));
    }

    get outcome() {
      return this.standing.decisions[0];
    }

    /** What the applicant can still be asked, the skipped questions last. */
    get open() {
      const asked = this.standing.questions.filter((one) => this.law.isAsked(one));
      const isSkipped = ({ fact }) => this.skipped.includes(fact);
      return [...asked.filter((one) => !isSkipped(one)), ...asked.filter(isSkipped)];
    }

    /** The question to put now; null where all have been answered or skipped. */
    get next() {
      return this.open.find(({ fact }) => !this.skipped.includes(fact)) ?? null;
    }

    /** What is still to be said, and not by the applicant. */
    get elsewhere() {
      return this.standing.questions.filter((one) => !this.law.isAsked(one));
    }

    question(fact) {
      const open = this.standing.questions.find((one) => one.fact === fact);
      if (open) return open;
      const place = this.answers.findIndex(([name]) => name === fact);
      const earlier = this.law.standing(this.data(Math.max(place, 0)));
      return earlier.questions.find((one) => one.fact === fact) ?? this.plain(fact);
    }

    plain(fact) {
      const { name, ...rest } = this.law.fact(fact);
      return { fact: name, ...rest, because: [] };
    }

    valueOf(fact) {
      return this.answers.find(([name]) => name === fact)?.[1];
    }

    /** The conversation with an answer, null for not known; and the answers that had to go. */
    answer(fact, value) {
      const skipped = this.skipped.filter((one) => one !== fact);
      if (this.valueOf(fact) === undefined) {
        const longer = this.with({ answers: [...this.answers, [fact, value]], skipped });
        void longer.standing; // Throws here, where nothing has changed yet.
        return [longer, []];
      }
      const [data, lost] = this.law.program.answer(this.data(), fact, value);
      const answers = data.answers.map((one) => [one.fact, one.value]);
      return [this.with({ answers, skipped }), lost];
    }

    without(fact) {
      return this.with({ answers: this.answers.filter(([name]) => name !== fact) });
    }

    skip(fact) {
      const others = this.skipped.filter((one) => one !== fact);
      return this.with({ skipped: [...others, fact] });
    }

    possibleAfter(count) {
      return this.law.standing(this.data(count)).decisions[0].possible;
    }

    /** Each answer with what it decided at its place. */
    get trail() {
      return this.answers.map(([fact, value], place) => {
        const question = this.law
          .standing(this.data(place))
          .questions.find((one) => one.fact === fact);
        const after = this.law.standing(this.data(place + 1));
        const { possible, grounds } = after.decisions[0];
        const before = this.possibleAfter(place).filter((one) => !possible.includes(one));
        const open = after.questions.flatMap(({ because }) => because.map(({ rule }) => rule));
        const held = grounds.map(({ rule }) => rule);
        const rules = value === null ? [] : (question?.because ?? []);
        return {
          fact,
          value,
          matters: question !== undefined, // Else it is of no use any more, and kept.
          ruledOut: this.short(before, possible),
          held: rules.filter(({ rule }) => held.includes(rule)),
          excluded: rules.filter(({ rule }) => !held.includes(rule) && !open.includes(rule)),
        };
      });
    }

    /** The short words of values, but for those of others that are there still. */
    short(values, others = []) {
      const words = (all) => unique(all.map((one) => this.law.advice(this.decision, one).short));
      const still = words(others);
      return words(values).filter((one) => !still.includes(one));
    }

    /** What came out when nothing had been answered, in short words: as [words, is it possible]. */
    get chips() {
      const now = this.short(this.outcome.possible);
      return this.short(this.possibleAfter(0)).map((one) => [one, now.includes(one)]);
    }
  }

  /* The fragment: v the digest, d the decision, i the item, on the day, a the answers, s what was
     skipped, at the step. */

  /** A few letters for the names of an item, by which it is found again in another list. */
  function mark({ certificate, matter, kind }) {
    let sum = 2166136261;
    for (const sign of [certificate, matter, kind].join('\n')) {
      sum = Math.imul(sum ^ sign.codePointAt(0), 16777619) >>> 0;
    }
    return sum.toString(36);
  }

  const KNOWN = 16;
  const digestOf = ({ digest }) => digest.slice('sha256:'.length, 'sha256:'.length + KNOWN);

  function codeOf({ options }, value) {
    if (value === null) return '_';
    if (typeof value === 'boolean') return value ? '1' : '0';
    const one = (name) => options.find((option) => option.value === name)?.code ?? `${name}`;
    return Array.isArray(value) ? ['', ...value.map(one)].join('.') || '.' : one(value);
  }

  /** The value of a code; undefined where there is none. */
  function valueOf({ type, options, values, never }, code) {
    const one = (word) => options.find((option) => option.code === word)?.value;
    if (code === '_') return null;
    if (type === 'bool') return { 1: true, 0: false }[code];
    if (type === 'number') return code.trim() === '' ? undefined : Number(code);
    if (type === 'set_of') {
      const found = code.split('.').filter(Boolean).map(one);
      return found.includes(undefined) ? undefined : found;
    }
    return values.length || one(code) === never ? one(code) : code;
  }

  /** The fragment that holds a conversation and its step. */
  function encode(talk, at) {
    const { program } = talk.law;
    const api = (name) => talk.law.fact(name).api;
    const pair = ([name, value]) =>
      [api(name), codeOf(talk.law.fact(name), value)].map(encodeURIComponent).join(':');
    const item = talk.law.item(talk.item);
    const step = talk.law.fact(at) ? `q:${encodeURIComponent(api(at))}` : at;
    const parts = {
      v: digestOf(program),
      d: encodeURIComponent(talk.law.decision(talk.decision).api),
      i: talk.unlisted ? 'none' : item && `${item.number}-${mark(item)}`,
      on: talk.date,
      a: talk.answers.map(pair).join(','),
      s: talk.skipped.map(api).map(encodeURIComponent).join(','),
      at: step,
    };
    const isSaid = ([, value]) => value;
    return `#${Object.entries(parts).filter(isSaid).map((one) => one.join('=')).join('&')}`;
  }

  function read(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return '';
    }
  }

  function itemOf(law, code) {
    const [number, sign] = code.split('-');
    const items = law.program.list?.items ?? [];
    const found = items.find((one) => `${one.number}` === number);
    if (sign === undefined || (found && mark(found) === sign)) return found;
    return items.find((one) => mark(one) === sign);
  }

  /**
   * The conversation of a fragment: {talk, at, isOld, lost}. What a fragment of another program
   * says that does not hold any more is in `lost`, in words.
   */
  function decode(law, fragment, { decision, date }) {
    const pairs = fragment.replace(/^#/, '').split('&').map((one) => one.split('='));
    const parts = Object.fromEntries(pairs.map(([key, ...rest]) => [key, rest.join('=')]));
    const list = (text) => (text ? text.split(',').map((one) => one.split(':').map(read)) : []);
    const lost = [];
    const asked = law.decision(read(parts.d ?? ''))?.name;
    if (parts.d && !asked) lost.push('所问的问题');
    const code = parts.i ?? parts.item; // A guide leads here with item=2.
    const item = code && code !== 'none' ? itemOf(law, code) : null;
    if (item === undefined) lost.push(`清单第 ${read(code).split('-')[0]} 项`);
    const isDay = /^\d{4}-\d\d-\d\d$/.test(parts.on ?? '');
    let talk = new Talk(law, {
      decision: asked ?? decision,
      item: item?.number ?? null,
      unlisted: code === 'none',
      date: isDay ? parts.on : date,
    });
    const add = ([name, code = '']) => {
      const fact = law.fact(name);
      const value = fact && valueOf(fact, code);
      if (value === undefined || !law.isAsked(fact)) return lost.push(fact?.label ?? name);
      try {
        [talk] = talk.answer(fact.name, value);
      } catch (error) {
        if (!(error instanceof CaseError)) throw error;
        lost.push(fact.label);
      }
    };
    list(parts.a).forEach(add);
    const names = list(parts.s).map(([name]) => law.fact(name)?.name).filter(Boolean);
    const skipped = names.filter((name) => talk.valueOf(name) === undefined);
    talk = talk.with({ skipped: unique(skipped) });
    const [step, api] = (parts.at ?? '').split(':');
    const isOld = parts.v !== undefined && parts.v !== digestOf(law.program);
    const at = step === 'q' ? law.fact(read(api ?? ''))?.name : step;
    return { talk, at: at || null, isOld, lost, isChosen: code !== undefined && item !== undefined };
  }

  /** The case as a file that `gaozhi decide` takes. */
  function caseFile(talk) {
    const { program } = talk.law;
    const { listed, date } = program.roles;
    const known = talk.answers.filter(([, value]) => value !== null);
    const facts = [...(talk.unlisted && listed ? [[listed, false]] : []), ...known];
    const text = (value) => (typeof value === 'string' ? JSON.stringify(value) : `${value}`);
    const written = (value) => (Array.isArray(value) ? `[${value.map(text).join(', ')}]` : text(value));
    const day = (name, value) => law(name).type === 'date' && value !== law(name).never;
    const law = (name) => talk.law.fact(name);
    const lines = [
      `jurisdiction: ${text(program.jurisdiction.name)}`,
      `decision: ${text(talk.decision)}`,
      ...(talk.item === null ? [] : [`item: ${talk.item}`]),
      ...(talk.date === null || date === null ? [] : [`date: ${talk.date}`]),
      facts.length ? 'facts:' : 'facts: {}',
      ...facts.map(([name, value]) => `  ${name}: ${day(name, value) ? value : written(value)}`),
    ];
    return `${lines.join('\n')}\n`;
  }

  Object.assign(globalThis.gaozhi, { Law, Talk, encode, decode, caseFile, dayInWords });
})();
