/** Decides by a program.json of gaozhi: see docs/integrators/program.md. */

const FORMAT = 'gaozhi.program/1';
const FIRST = '0001-01-01';
const LAST = '9999-12-31';
const NEVER = '~'; // As text it comes after every day.
const ONE = 10n ** 80n; // Numbers are counted in parts of it.
const MOST_NODES = 2 ** 17; // Three ids fit into one number.
const NO_RULE = '无此规定';

/** What compares a fact with the right side of a condition, by its kind or relation. */
const TESTS = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '=': (one, other) => one === other,
  '>=': (one, other) => one >= other,
  '>': (one, other) => one > other,
  holds: (one) => one,
  among: (one, values) => values.includes(one),
  overlaps: (one, values) => values.some((value) => one.includes(value)),
  empty: (one) => !one.length,
};

/** Whether a value is one of a type, as JSON has it. */
const TYPES = {
  bool: (value) => typeof value === 'boolean',
  date: (value, never) => isDay(value) || (typeof value === 'string' && value === never),
  number: (value) => isNumber(value) && scaled(`${value}`) !== undefined,
  text: (value) => typeof value === 'string' && [...value].length <= 1e4 && !/\p{Cs}/u.test(value),
  one_of: (value) => typeof value === 'string',
  set_of: Array.isArray,
};

/** What cannot be decided; `problems` has every reason, as {code, message, path}. */
export class CaseError extends Error {
  constructor(problems) {
    super(
      problems.map(({ code, path, message }) => `${code} ${path.join('.')}：${message}`).join('\n'),
    );
    this.problems = problems;
  }
}

const refused = (code, message, ...path) => new CaseError([{ code, message, path }]);
const isKnown = (value) => value !== null && value !== undefined && !Number.isNaN(value);
const isGroup = (value) => Object.prototype.toString.call(value) === '[object Object]';
const isSame = (one, other) => one === other || (Array.isArray(one) && `${one}` === `${other}`);
const isNumber = (value) =>
  typeof value === 'bigint' || Number.isSafeInteger(value) || (Number.isFinite(value) && value % 1);
const keyed = (all) => new Map(all.flatMap((one) => [one.api, one.name].map((key) => [key, one])));
const only = ([one, ...others]) => (others.length ? null : one);
const unique = (values) => [...new Set(values)];
const moved = (day, days) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);

const isDay = (text) =>
  text?.length === 10 && Date.parse(text) < 3e14 && moved(text, 0) === text && text >= FIRST;

/** A decimal text in parts of ONE; undefined where it has too many digits. */
function scaled(text) {
  const [digits, power = 0] = text.split('e');
  const [whole, part = ''] = digits.split('.');
  const size = (whole + part).replace('-', '').length;
  const shift = power - part.length;
  if (size > 40 || Math.abs(size + shift) > 39) return undefined;
  return BigInt(whole + part) * 10n ** BigInt(80 + shift);
}

/** A text with the letters and digits masked of what may be an identity number. */
function masked(text) {
  let signs = 0;
  const isSign = (c) => /[0-9a-z]/i.test(c.normalize('NFKC'));
  const found = [...text].map((c) => (isSign(c) && ++signs > 4 ? '*' : c)).join('');
  return signs < 15 ? text : found;
}

/** Whether it keeps GB 11643 (a citizen) or GB 32100 (an organisation). */
function isIdentity(number) {
  const places = [...number].map((c) => '0123456789ABCDEFGHJKLMNPQRTUWXY'.indexOf(c));
  const sum = (weight) => places.slice(0, 17).reduce((all, place, n) => all + place * weight(n), 0);
  if (places.length !== 18 || places.includes(-1)) return false;
  const [, birth] = /^[1-9]\d{5}(\d{8})\d{3}/.exec(number) ?? [];
  const isBorn = birth && isDay(birth.replace(/(....)(..)(..)/, '$1-$2-$3'));
  if (isBorn && '10X98765432'[sum((n) => 2 ** (17 - n)) % 11] === number[17]) return true;
  return /^..\d{6}/.test(number) && (31 - (sum((n) => 3 ** n % 31) % 31)) % 31 === places[17];
}

/** The code of what is wrong with a value; undefined where nothing is. */
function wrong({ type, values, never, identity }, value) {
  if (!TYPES[type](value, never)) return 'GZ602';
  if (values.length && ![value].flat().every((one) => values.includes(one))) return 'GZ603';
  return identity && !isIdentity(value.toUpperCase()) ? 'GZ609' : undefined;
}

/** A value as it is held and compared. */
function held({ type, values, never, identity }, value) {
  if (type === 'set_of') return values.filter((one) => value.includes(one));
  if (type === 'number') return scaled(`${value}`);
  if (value === never) return NEVER;
  return identity ? value.toUpperCase() : value;
}

/** A held value as answers have it. */
function told({ type, never }, value) {
  if (type === 'text') return masked(value);
  if (type !== 'number') return never && value === NEVER ? never : value;
  const size = value < 0n ? -value : value;
  const digits = `${size / ONE}.${`${size % ONE}`.padStart(80, '0')}`.replace(/\.?0+$/, '');
  const text = masked(value < 0n ? `-${digits}` : digits);
  return Number.isSafeInteger(+text) ? +text : text;
}

/** Checked facts: `known` has what is given, implied, of the item, presumed by the list. */
class Case {
  known = new Map();
  item = null;
  overridden = [];
  problems = [];
  truths = [];
  answers = new Map();

  constructor(program, given, item, on) {
    this.program = program;
    this.take(given, ['facts']);
    if (isKnown(on)) this.takeDay(on, program.roles.date);
    if (isKnown(item)) this.takeItem(item, program.list?.items ?? [], program.roles.listed);
    this.close();
    if (this.item && !(this.day < program.list.published)) this.presume(program.list.presumes);
    this.checkDay();
    if (this.problems.length) throw new CaseError(this.problems);
  }

  fault(code, ...path) {
    this.problems.push({ code, message: this.program.problems[code], path });
  }

  /** Sets a fact that is open; whether it has the value now. */
  set(name, value) {
    if (!this.known.has(name)) this.known.set(name, value);
    return isSame(value, this.known.get(name));
  }

  take(given, path) {
    if (!isGroup(given)) return this.fault('GZ602', ...path);
    const { facts } = this.program;
    for (const [key, value] of Object.entries(given)) {
      const here = [...path, key];
      const name = here.slice(1).join('.');
      const fact = facts.get(name);
      const isPrefix = () => [...facts.keys()].some((one) => one.startsWith(`${name}.`));
      const isFull = isGroup(value) && (Object.keys(value).length || isPrefix());
      if (isFull && here.length < 10) this.take(value, here);
      else if (!fact) this.fault('GZ601', ...here);
      else if (isKnown(value)) this.takeFact(fact, value, here);
    }
  }

  takeFact(fact, value, path) {
    const code = wrong(fact, value);
    if (code) this.fault(code, ...path);
    else if (!this.set(fact.name, held(fact, value))) this.fault('GZ612', ...path);
  }

  takeDay(on, role) {
    if (role === null) this.fault('GZ601', 'date');
    else if (!isDay(on)) this.fault('GZ602', 'date');
    else if (!this.set(role, on)) this.fault('GZ605', 'date');
  }

  takeItem(key, items, listed) {
    const names = ({ certificate = '', matter, kind, ...strange }, usual) =>
      [certificate, matter, kind ?? usual, ...Object.keys(strange)].join('\0');
    const isMeant = ({ number, certificate, matter, kind }) =>
      isGroup(key) ? names(key, kind) === names({ certificate, matter, kind }) : key === number;
    const found = items.filter(isMeant);
    if (found.length !== 1) return this.fault('GZ607', 'item');
    [this.item] = found;
    const state = (name, value) => this.set(name, value) || this.fault('GZ606', 'facts', name);
    this.item.known.forEach((value, name) => state(name, value));
    if (listed !== null && this.day < this.program.list.published) this.known.set(listed, false);
    else if (listed !== null) state(listed, true);
  }

  get day() {
    return this.known.get(this.program.roles.date) ?? null;
  }

  /** Adds what the known facts imply. */
  close() {
    const { known } = this;
    for (let before = -1; before < known.size;) {
      before = known.size;
      for (const { given, then, value } of this.program.implications) {
        if (known.get(given) === true && !this.set(then, value)) this.fault('GZ604', 'facts', then);
        else if (known.has(then) && known.get(then) !== value) this.set(given, false);
      }
    }
  }

  presume(presumes) {
    presumes.forEach((value, name) => {
      if (!this.set(name, value) && !this.item.known.has(name)) this.overridden.push(name);
    });
    this.close();
  }

  /** The first and last day of the root and the item, not before a day. */
  days(from = FIRST) {
    const { since, until } = this.program.root;
    const { since: first, until: last } = this.item ?? { since, until };
    return [[since, first, from].sort()[2], [until, last].sort()[0]];
  }

  /** The days that are open to the date of the decision. */
  bounds() {
    return this.days(this.item ? this.program.list.published : FIRST);
  }

  checkDay() {
    const { day, item } = this;
    const { since, until } = this.program.root;
    const [first, last] = day === null ? this.bounds() : this.days();
    if (day !== null && (day < since || day > until)) this.fault('GZ608', 'date');
    else if (item && (day < first || day > last || first > last)) this.fault('GZ613', 'date');
  }

  /** Whether a condition holds; null while that is open. */
  truth(place) {
    const { truths } = this;
    if (truths[place] === undefined) truths[place] = this.judge(this.program.conditions[place]);
    return truths[place];
  }

  judge(condition) {
    const { kind, parts, test, decision, values } = condition;
    if (decision) return this.answer(decision).cameTo(values);
    if (test) return compare(condition, (name) => this.known.get(name));
    const truths = parts.map((part) => this.truth(part));
    if (kind === 'not') return truths[0] === null ? null : !truths[0];
    const any = kind === 'any';
    if (truths.includes(any)) return any;
    return truths.includes(null) ? null : !any;
  }

  answer(name) {
    const { answers, program } = this;
    if (!answers.has(name)) answers.set(name, new Answer(program.decisions.get(name), this));
    return answers.get(name);
  }
}

/** Whether a comparison holds of the values of facts; null where one has none. */
function compare({ test, fact, other, right }, valueOf) {
  const one = valueOf(fact);
  const against = other ? valueOf(other) : right;
  return one === undefined || against === undefined ? null : test(one, against);
}

/** The marks in their order, and so many points after each and before the first. */
function pointsAround(marks, room, isDay) {
  const steps = Array.from({ length: room }, (_, n) => n + 1);
  if (!marks.length) return isDay ? pointsAround(['2000-01-01'], room, isDay) : steps.map(BigInt);
  const step = (mark, n, next = mark + BigInt(room + 1) * ONE) =>
    mark + ((next - mark) * BigInt(n)) / BigInt(room + 1);
  const on = isDay ? moved : step;
  const after = (mark, n) => [mark, ...steps.map((one) => on(mark, one, marks[n + 1]))];
  const points = [...steps.map((one) => on(marks[0], -one)), ...marks.flatMap(after)];
  return isDay ? unique(points).filter((day) => day >= FIRST) : points;
}

/** Diagrams of the open facts. A cell of a variable is what nothing open tells apart. */
class Diagrams {
  mentions = new Map();
  variables = [];
  levels = new Map();
  leaves = new Map();
  branches = new Map();
  chosen = new Map();
  apart = new Map();
  steps = [];
  cut = [];
  count = 0;

  constructor(kase, atoms, { diagrams, order }, values) {
    this.case = kase;
    this.program = kase.program;
    this.prepared = diagrams;
    this.bit = values > 28 ? 1n : 1; // A set of leaves is a number, each leaf a bit of it.
    [this.yes, this.no, this.impossible] = [true, false, undefined].map((one) => this.leaf(one));
    atoms.forEach((atom) => this.mention(atom));
    this.implications = this.tied();
    for (const name of unique([...order, ...this.mentions.keys()])) {
      const add = ([cells, group]) => this.variables.push({ fact: name, cells, group }) - 1;
      const isOpen = this.mentions.has(name);
      if (isOpen) this.levels.set(name, this.cells(this.program.facts.get(name)).map(add));
    }
  }

  mention(atom) {
    for (const name of atom.reads.filter((one) => !this.case.known.has(one))) {
      this.mentions.set(name, [...(this.mentions.get(name) ?? []), atom]);
    }
  }

  /** The variables of a fact: the cells of each, and the values of a set for which it stands. */
  cells({ name, type, values, never }) {
    const atoms = this.mentions.get(name);
    const mentioned = atoms.flatMap((atom) => atom.values ?? []);
    if (type === 'bool') return [[[false, true]]];
    if (type === 'text') return [[[...unique(mentioned), null]]];
    if (type === 'one_of') {
      const other = values.find((value) => !mentioned.includes(value));
      return [[values.filter((value) => value === other || mentioned.includes(value))]];
    }
    const last = never === null ? [] : [NEVER];
    if (type !== 'set_of') return [[[...this.points(name, type), ...last]]];
    const key = (value) => `${atoms.map((atom) => !atom.values || atom.values.includes(value))}`;
    const keys = unique(values.map(key)).filter((one) => one.includes('true'));
    return keys.map((one) => [[false, true], values.filter((value) => key(value) === one)]);
  }

  /** A point for every cell of a day or number; facts that are compared share them. */
  points(name, type) {
    const { known, program } = this.case;
    const linked = new Set([name]);
    const reads = (one) => this.mentions.get(one).flatMap((atom) => atom.reads);
    for (const one of linked) reads(one).forEach((other) => known.has(other) || linked.add(other));
    const atoms = [...linked].flatMap((one) => this.mentions.get(one));
    const [first, last] = this.case.bounds();
    const isDated = linked.has(program.roles.date);
    const bounds = [first, last].filter((day) => isDated && day > FIRST && day < LAST);
    const sides = ({ right, reads: read }) => [right, ...read.map((one) => known.get(one))];
    const compared = atoms.flatMap(sides).filter((one) => isKnown(one) && one !== NEVER);
    const marks = unique([...bounds, ...compared]).sort((a, b) => (a < b ? -1 : 1));
    if (marks.length * linked.size > MOST_NODES) program.refuse('GZ414', 'decision');
    const found = pointsAround(marks, linked.size + 1, type === 'date');
    return name === program.roles.date ? found.filter((day) => first <= day && day <= last) : found;
  }

  /** The open implications that touch what is mentioned; the rest of them is mentioned too. */
  tied() {
    const { mentions } = this;
    const { known } = this.case;
    const isOpen = ({ given, then }) => !known.has(given) && !known.has(then);
    const rest = this.program.implications.filter(isOpen);
    const found = [];
    const isTied = ({ given, then }) => mentions.has(given) || mentions.has(then);
    for (let next; (next = rest.findIndex(isTied)) >= 0;) {
      const [one] = rest.splice(next, 1);
      this.mention({ reads: [one.given, one.then], values: [one.value] });
      found.push(one);
    }
    return found;
  }

  node(level, kids, leaves, value) {
    if (++this.count >= MOST_NODES) this.program.refuse('GZ414', 'decision');
    return { id: this.count, level, kids, leaves, value };
  }

  leaf(value) {
    if (!this.leaves.has(value)) {
      this.leaves.set(value, this.node(Infinity, [], this.bit, value));
      this.bit += this.bit;
    }
    return this.leaves.get(value);
  }

  branch(level, kids) {
    if (kids.every((kid) => kid === kids[0])) return kids[0];
    const ids = kids.map(({ id }) => id);
    const two = (level * MOST_NODES + ids[0]) * MOST_NODES + ids[1];
    const key = ids.length > 2 ? `${level}:${ids}` : two;
    if (!this.branches.has(key)) {
      const leaves = kids.reduce((all, kid) => all | kid.leaves, kids[0].leaves);
      this.branches.set(key, this.node(level, kids, leaves));
    }
    return this.branches.get(key);
  }

  /** The diagram that is `then` where the condition is true, else `other`. */
  choose(condition, then, other) {
    if (then === other || condition === this.yes) return then;
    if (condition === this.no) return other;
    if (then === this.yes && other === this.no) return condition;
    const key = (condition.id * MOST_NODES + then.id) * MOST_NODES + other.id;
    if (!this.chosen.has(key)) {
      const level = Math.min(condition.level, then.level, other.level);
      const at = (node, n) => (node.level === level ? node.kids[n] : node);
      const kid = (_, n) => this.choose(at(condition, n), at(then, n), at(other, n));
      this.chosen.set(key, this.branch(level, this.variables[level].cells.map(kid)));
    }
    return this.chosen.get(key);
  }

  /** The diagram of what holds of the values of facts, by the levels of their variables. */
  where([level, ...rest], holds, values = {}) {
    if (level === undefined) return holds(values) ? this.yes : this.no;
    const { fact, cells } = this.variables[level];
    const kid = (cell) => this.where(rest, holds, { ...values, [fact]: cell });
    return this.branch(level, cells.map(kid));
  }

  /** What a case leaves open of a prepared diagram. */
  cofactor(place) {
    const node = this.prepared.nodes[place];
    if (!Array.isArray(node)) return this.leaf(node);
    if (this.cut[place] === undefined) {
      const { cells, level = -1, test } = (this.steps[node[0]] ??= this.step(node[0]));
      const kids = cells.map((cell) => this.cofactor(node[cell + 1]));
      this.cut[place] = test ? this.choose(test, kids[1], kids[0]) : this.split(level, kids);
    }
    return this.cut[place];
  }

  /** The diagram that is one of some, by the cell of a variable. */
  split(level, kids) {
    if (kids.every((kid) => kid.level > level)) return this.branch(level, kids);
    const { fact, cells } = this.variables[level];
    const isIn = (cell) => this.where([level], (values) => values[fact] === cell);
    return kids.reduce((rest, kid, n) => this.choose(isIn(cells[n]), kid, rest));
  }

  /** The open cells of a prepared variable, by a variable or a test. */
  step(variable) {
    const { fact, cells, group, condition } = this.prepared.variables[variable];
    const { known } = this.case;
    if (condition !== null) {
      const truth = this.case.truth(condition);
      const atom = this.program.conditions[condition];
      const isRead = atom.reads.every((name) => known.has(name) || this.levels.has(name));
      if (truth !== null || !isRead) return { cells: [+truth] };
      return { cells: [0, 1], test: this.comparison(atom) };
    }
    const cellOf = (value) => (cells.indexOf(value) + cells.length) % cells.length;
    const groupOf = (value) => +(value.length ? group.some((one) => value.includes(one)) : value);
    const find = group ? groupOf : cellOf;
    if (known.has(fact)) return { cells: [find(known.get(fact))] };
    // Where the open rules do not tell groups of a set apart, one stands for them.
    const isOwn = (level) => !group || group.includes(this.variables[level].group[0]);
    const level = this.levels.get(fact)?.find(isOwn);
    return { cells: this.variables[level]?.cells.map(find) ?? [0], level };
  }

  /** The diagram of a comparison of days or numbers. */
  comparison(atom) {
    const { known } = this.case;
    const open = unique(atom.reads).filter((name) => !known.has(name));
    const levels = open.flatMap((name) => this.levels.get(name)).sort((a, b) => a - b);
    const valueOf = (values) => (name) => values[name] ?? known.get(name);
    return this.where(levels, (values) => compare(atom, valueOf(values)));
  }

  /** The same, the completions marked that break an implication. */
  possible(place) {
    const is = (fact, value) =>
      this.where(this.levels.get(fact), (values) => values[fact] === value);
    this.admissible ??= this.implications.reduce((rest, { given, then, value }) => {
      const kept = this.choose(is(then, value), rest, this.no);
      return this.choose(is(given, true), kept, rest);
    }, this.yes);
    return this.choose(this.admissible, this.cofactor(place), this.impossible);
  }

  values(leaves) {
    const all = [...this.leaves.values()].filter((leaf) => leaf.leaves & leaves);
    return all.filter((leaf) => leaf !== this.impossible).map(({ value }) => value);
  }

  /** Whether two diagrams differ at a completion that is possible in both. */
  differ(one, other) {
    if (one === other || one === this.impossible || other === this.impossible) return false;
    const level = Math.min(one.level, other.level);
    if (level === Infinity) return true;
    const key = one.id * MOST_NODES + other.id;
    if (!this.apart.has(key)) {
      const at = (node, n) => (node.level === level ? node.kids[n] : node);
      const isApart = (_, n) => this.differ(at(one, n), at(other, n));
      this.apart.set(key, this.variables[level].cells.some(isApart));
    }
    return this.apart.get(key);
  }

  /** The facts of which one alone can change a value between possible completions. */
  dependsOn(nodes) {
    const isApart = (one, n, kids) => kids.slice(n + 1).some((other) => this.differ(one, other));
    const all = nodes.flatMap((node) => this.parts(node));
    const turning = all.filter(([{ kids }]) => kids.some(isApart));
    return new Set(turning.map(([{ level }]) => this.variables[level].fact));
  }

  /** The parts of a diagram, each with the first variable that leads to it. */
  parts(root) {
    const found = new Map([[root, -1]]);
    for (const [{ level, kids }] of found) {
      for (const kid of kids) found.set(kid, Math.min(level, found.get(kid) ?? level));
    }
    return [...found];
  }

  /** How many values an answer about a fact leaves on an average. */
  weight(diagrams, fact) {
    const levels = this.levels.get(fact);
    const [first, last] = [levels[0], levels.at(-1)];
    const isSet = last > first; // Its answers are one group, or none.
    const answers = isSet ? [-1, ...levels] : this.variables[first].cells.map((_, n) => n);
    const cell = (level, answer) => (isSet ? +(level === answer) : answer);
    const below = ({ level, kids, leaves }, answer) =>
      level > last ? leaves : below(kids[cell(level, answer)], answer);
    let sum = 0;
    for (const parts of diagrams) {
      const entered = parts.filter(([{ level }, from]) => from < first && level >= first);
      for (const answer of answers) {
        const left = entered.map(([node]) => below(node, answer));
        sum += this.values(left.reduce((all, one) => all | one)).length;
      }
    }
    return sum / answers.length;
  }
}

/** What a decision comes to in a case. */
class Answer {
  constructor(decision, kase) {
    this.decision = decision;
    this.case = kase;
    this.program = kase.program;
    this.version = kase.program.inForce(decision, kase.day);
    const { values, combine } = decision;
    const { rules, diagrams: prepared } = this.version;
    if (prepared === null) this.program.refuse('GZ414', 'decision');
    const truths = rules.map((rule) => this.holds(rule));
    const atoms = unique(rules.flatMap((rule, n) => (truths[n] === null ? rule.atoms : [])));
    const open = atoms.map((place) => this.program.conditions[place]);
    const diagrams = (this.diagrams = new Diagrams(kase, open, this.version, values.length));
    const exactly = (node) => only(diagrams.values(node.leaves));
    const exact = truths.map((truth, n) => truth ?? exactly(diagrams.possible(prepared.rules[n])));
    this.nodes = prepared.outcome.map((place) => diagrams.possible(place));
    this.holding = rules.filter((_, n) => exact[n]);
    this.maybe = rules.filter((_, n) => exact[n] === null);
    this.noRule = this.holding.some(({ effects }) => effects.includes(NO_RULE));
    const isAll = combine === 'all';
    const can = isAll ? this.nodes.map(exactly) : diagrams.values(this.nodes[0].leaves);
    const some = (isMeant) => (this.noRule ? [] : values.filter((_, n) => isMeant(n)));
    this.possible = some((n) => !isAll && can.includes(n));
    this.values = some((n) => isAll && can[n]);
    this.pending = some((n) => isAll && can[n] === null);
    this.final = this.possible.length === 1 ? this.possible : this.values;
    this.settled = this.possible.length < 2 && !this.pending.length;
  }

  /** Whether a rule holds, by three-valued logic. */
  holds({ own, waits }) {
    const rows = this.version.rows.slice(0, waits).map((row) => this.case.truth(row.own));
    const truth = this.case.truth(own);
    if (truth === false || rows.includes(true)) return false;
    return rows.includes(null) ? null : truth;
  }

  /** Whether the outcome is one of some values, or these are collected; null while open. */
  cameTo(some) {
    const count = (values) => values.filter((value) => some.includes(value)).length;
    const { possible, values, pending } = this;
    if (possible.length && count(possible) < possible.length) return count(possible) ? null : false;
    if (count(possible) || count(values)) return true;
    return count(pending) ? null : false;
  }

  /** The grounds of rules that hold, and of those that only together settle a value. */
  groundsOf(final) {
    const sure = this.holding.flatMap(({ effects }) => effects);
    const isGiven = (one) => one !== NO_RULE;
    const isJoint = (one) => final.includes(one) && !sure.includes(one);
    return [
      ...this.holding.flatMap((rule) => this.grounds(rule, rule.effects.filter(isGiven), true)),
      ...this.maybe.flatMap((rule) => this.grounds(rule, rule.effects.filter(isJoint), false)),
    ];
  }

  grounds(rule, effects, certain) {
    if (!effects.length) return [];
    const [names, facts, fact_codes] = [new Set(), {}, {}];
    const { known } = this.case;
    if (certain) this.witness(rule.holds, true, this.case.truth(rule.holds) === true, names);
    for (const name of [...names].filter((one) => known.has(one))) {
      const fact = this.program.facts.get(name);
      const code = (one) => fact.options.find(({ value }) => value === one).code;
      const value = told(fact, known.get(name));
      facts[name] = value;
      if (Array.isArray(value)) fact_codes[name] = value.map(code);
      else if (fact.values.length || value === fact.never) fact_codes[name] = code(value);
    }
    return effects.map((effect) => ({
      decision: this.decision.name,
      rule: rule.name,
      title: rule.title,
      effect,
      code: this.code(effect),
      certain,
      facts,
      fact_codes,
      reading: rule.reading,
      basis: this.cite(rule.basis),
      because: this.because(rule),
    }));
  }

  code(value) {
    return this.decision.codes[this.decision.values.indexOf(value)];
  }

  /** Collects the facts that make a condition what it is. */
  witness(place, want, certain, names) {
    const { kind, parts, reads, fact, other } = this.program.conditions[place];
    if (other || fact !== this.program.roles.date) reads.forEach((name) => names.add(name));
    const isEach = certain && (kind === 'all') === want;
    for (const part of parts) {
      if (kind === 'not') this.witness(part, !want, certain, names);
      else if (isEach || this.case.truth(part) === want) this.witness(part, want, true, names);
    }
  }

  /** The grounds of other decisions on which it rests that a rule holds, or may hold. */
  because(rule) {
    const { conditions } = this.program;
    const counted = new Map();
    const choices = [];
    const read = (place) => conditions[place].decision ?? conditions[place].parts.flatMap(read);
    const on = (place, want, sparing) => {
      const { kind, parts, decision, values } = conditions[place];
      if (decision) {
        const others = this.case.answer(decision).possible.filter((one) => !values.includes(one));
        counted.set(decision, [...(counted.get(decision) ?? []), ...(want ? values : others)]);
      } else if (kind === 'not') on(parts[0], !want, sparing);
      else if ((kind === 'all') === want) parts.forEach((part) => on(part, want, sparing));
      else choices.push([parts, want, sparing]);
    };
    const choose = () => {
      for (const [parts, want, sparing] of choices) {
        const are = (truth) => parts.filter((part) => this.case.truth(part) === truth);
        const isThere = (names) =>
          names.every((one) => counted.has(one)) && (sparing || names.length);
        const holding = are(want);
        if (holding.map((part) => [read(part)].flat()).some(isThere)) continue;
        (holding.length ? holding : are(null)).forEach((part) => on(part, want, sparing));
      }
      choices.length = 0;
    };
    if (rule.reads !== null) on(rule.reads, true, false);
    choose();
    for (const { reads, effects, alive } of this.version.rows.slice(0, rule.waits)) {
      const isOther = reads !== null && !rule.effects.includes(effects[0]);
      if (isOther && this.case.truth(alive) !== false) on(reads, false, true);
    }
    choose();
    return [...counted].flatMap(([name, values]) => this.case.answer(name).leadingTo(values));
  }

  leadingTo(values) {
    const all = [...this.possible, ...this.values, ...this.pending];
    const came = all.filter((value) => values.includes(value));
    const isFinal = (value) => this.final.includes(value);
    const grounds = this.groundsOf(came.every(isFinal) ? this.final : came);
    return grounds
      .filter(({ effect }) => came.includes(effect))
      .map((one) => ({ ...one, certain: one.certain && isFinal(one.effect) }));
  }

  /** The provisions of a basis that are in force on the day; all where none is. */
  cite(basis) {
    const { day } = this.case;
    const all = basis.map((place) => this.program.provisions[place]);
    const isIn = ({ since, until }) => day === null || (since <= day && day <= until);
    const standing = all.filter(isIn);
    return (standing.length ? standing : all).map(({ citation }) => citation);
  }

  said(occasion, fields, basis = []) {
    const fill = (text) => text.replace(/{(\w+)}/g, (_, name) => fields[name]);
    const { rule, text } = this.program.caveats[occasion];
    return { rule: fill(rule), text: fill(text), basis };
  }

  ofRules(rules) {
    const own = rules.filter(({ caveat }) => caveat !== null);
    const said = ({ name, caveat, basis }) => ({
      rule: name,
      text: caveat,
      basis: this.cite(basis),
    });
    return own.map(said);
  }

  /** What lies before or after law: where the day certainly does, or where it only may. */
  untimely(isCertain, above) {
    const { words, levels, list, roles } = this.program;
    const { day, item } = this.case;
    const [first, last] = day === null ? this.case.days() : [day, day];
    const lead = isCertain ? words.lead : words.lead_open;
    const found = levels.slice(1).flatMap(({ label: document, since, until }) => [
      [first < since, last < since, 'before', { document, day: since }],
      [last > until, first > until, 'after', { document, day: until }],
    ]);
    if (item) {
      const { published, title, basis } = list;
      const fields = { list: title, day: published };
      found.push([first < published, last < published, 'unpublished', fields, this.cite(basis)]);
    }
    const isSo = ([may, must]) => roles.date !== null && (isCertain ? must : may && !must);
    const fill = ([, , occasion, fields, basis]) =>
      this.said(occasion, { ...fields, lead, above }, basis);
    return found.filter(isSo).map(fill);
  }

  caveats(grounds) {
    const { words, jurisdiction, list } = this.program;
    const { day, overridden } = this.case;
    const fields = {
      jurisdiction: jurisdiction.name,
      decision: this.decision.name,
      day: day === null ? '' : words.day.replace('{day}', day),
    };
    const isWeak = ({ certainty }) => certainty === 'weak';
    const inferred = ({ rule, title, basis }) => {
      const where = unique(basis.map(({ document }) => document)).join(words.comma);
      const known = basis.every(isWeak) ? words.weak : words.inferred;
      return this.said('inferred', { rule, title, where, known }, basis);
    };
    const isRead = ({ certainty }) => certainty === 'text' || certainty === 'seen';
    const found = [
      ...(this.noRule ? [this.said('no_rule', fields)] : []),
      ...this.ofRules(this.holding),
      ...overridden.map((fact) => this.said('presumed', { fact }, this.cite(list.presumes_basis))),
      ...this.untimely(true, this.noRule ? '' : words.above),
      ...grounds.filter(({ basis }) => basis.length && !basis.some(isRead)).map(inferred),
    ];
    return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
  }

  /** Questions about what can still change the outcome, the most decisive first. */
  asked() {
    const { facts, names } = this.program;
    const turning = this.diagrams.dependsOn(this.nodes);
    const parts = this.nodes.map((node) => this.diagrams.parts(node));
    const waiting = names
      .filter((name) => turning.has(name))
      .map((name) => [name, this.diagrams.weight(parts, name)])
      .sort(([, one], [, other]) => one - other)
      .map(([name]) => name);
    const isReady = (name) => !facts.get(name).excepts.some((one) => waiting.includes(one));
    const next = () => waiting.splice(Math.max(waiting.findIndex(isReady), 0), 1);
    return [...waiting].map(() => this.question(...next()));
  }

  get questions() {
    return (this.put ??= this.settled ? [] : this.asked());
  }

  question(name) {
    const { name: fact, values, options, excepts, ...rest } = this.program.facts.get(name);
    const reads = (rule) => rule.effects.length && !rule.otherwise && rule.facts.includes(name);
    const because = this.maybe.filter(reads).map(({ name: rule, title, basis }) => ({
      rule,
      title,
      provisions: this.cite(basis).map(({ provision }) => provision),
    }));
    const chosen = { ...(values.length && { values }), ...(options.length && { options }) };
    return { fact, ...rest, because, ...chosen };
  }

  /** The questions whose answers can change what the applicant must do. */
  mattering() {
    const { possible, settled, noRule, decision, diagrams, version } = this;
    const spoken = unique(possible.map((value) => decision.says[decision.values.indexOf(value)]));
    if (settled || noRule || (spoken.length === 1 && spoken[0])) return [];
    const isMerged = version.diagrams.follows !== null;
    const facts = isMerged && diagrams.dependsOn([diagrams.possible(version.diagrams.follows)]);
    return this.questions.filter(({ fact }) => !facts || facts.has(fact));
  }

  toJSON() {
    const { decision, noRule, program, settled, possible, values, pending } = this;
    const { day, item } = this.case;
    const outcome = noRule ? NO_RULE : settled ? (possible[0] ?? null) : '待补充';
    const code = noRule ? 'no_rule' : settled ? (this.code(outcome) ?? null) : 'pending';
    const grounds = this.groundsOf(this.final);
    const { number, certificate, matter, kind } = item ?? {};
    const other = kind === '证明' ? {} : { kind };
    const named = [...possible, ...values, ...pending];
    return {
      jurisdiction: program.jurisdiction.name,
      decision: decision.name,
      outcome,
      code,
      possible,
      settled,
      values,
      pending,
      codes: Object.fromEntries(named.map((value) => [value, this.code(value)])),
      date: day,
      item: item && { number, certificate: certificate || null, matter, ...other },
      grounds,
      caveats: this.caveats(grounds),
      pending_caveats: [...this.ofRules(this.maybe), ...this.untimely(false, program.words.above)],
      questions: this.questions,
      program: { digest: program.digest, version: program.version },
    };
  }
}

function prepared(one) {
  const { kind, value, fact, relation, operand, to, values = null } = one;
  const right = operand === 'number' ? scaled(to) : operand === 'day' ? (to ?? NEVER) : values;
  const other = operand === 'other' ? to : undefined;
  const constant = value ? 'all' : 'any'; // Of no parts.
  return {
    parts: [],
    ...one,
    kind: kind === 'always' ? constant : kind,
    test: TESTS[relation ?? kind],
    reads: [fact, other].filter(Boolean),
    other,
    right,
  };
}

/** The law of one jurisdiction. */
export class Program {
  joined = new Map();

  constructor(json) {
    if (json?.format !== FORMAT) throw refused('GZ720', `应为 ${FORMAT}`, 'format');
    Object.assign(this, json);
    [this.root] = json.levels;
    this.names = json.facts.map(({ name }) => name);
    this.facts = keyed(json.facts);
    this.decisions = keyed(json.decisions);
    const cited = ({ since, until, ...rest }) => ({ since, until, citation: Object.freeze(rest) });
    this.provisions = json.provisions.map(cited);
    this.conditions = json.conditions.map(prepared);
    const known = (facts) =>
      new Map(facts.map(({ fact, value }) => [fact, held(this.facts.get(fact), value)]));
    const items = json.list?.items.map((item) => ({ ...item, known: known(item.facts) }));
    if (json.list) this.list = { ...json.list, items, presumes: known(json.list.presumes) };
  }

  /** A program of the text of its file, which is held against its checksum. */
  static async read(text) {
    let json;
    try {
      json = JSON.parse(text);
    } catch {
      throw refused('GZ720', '不是完整的 JSON', 'format');
    }
    const program = new Program(json);
    const { checksum, ...rest } = json;
    const { subtle } = globalThis.crypto ?? (await import('node:crypto')).webcrypto;
    // Browsers have it on secure pages only.
    if (!subtle) throw refused('GZ721', '这里没有 crypto.subtle，无法核对 checksum', 'checksum');
    const sorted = (_, one) =>
      isGroup(one) ? Object.fromEntries(Object.entries(one).sort()) : one;
    // A compact file is what the checksum is over, but for itself.
    const asIs = () => text.trim().replace(`"checksum":"${checksum}",`, '');
    for (const form of [asIs, () => JSON.stringify(rest, sorted)]) {
      const bytes = new TextEncoder().encode(form());
      const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
      const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'));
      if (checksum === `sha256:${hex.join('')}`) return program;
    }
    throw refused('GZ721', '内容与 checksum 对不上', 'checksum');
  }

  /** The version of a decision that is in force on a day, with its rules. */
  inForce(decision, day) {
    const { versions, undated, rules } = decision;
    const dated = versions.findLast(({ since }) => since <= day) ?? versions[0];
    const version = day === null ? undated : dated;
    if (!this.joined.has(version)) {
      const found = version.standing.map((one) => ({ ...rules[one.rule], ...one }));
      const rows = found.filter(({ effects, otherwise }) => effects.length && !otherwise);
      const { diagrams } = version;
      const reads = ({ fact, condition }) => fact ?? this.conditions[condition].reads;
      const order = unique(diagrams?.variables.flatMap(reads) ?? []);
      this.joined.set(version, { rules: found, rows, diagrams, order });
    }
    return this.joined.get(version);
  }

  found(kase, decision) {
    return this.decisions.has(decision) ? kase.answer(decision) : this.refuse('GZ610', 'decision');
  }

  refuse(code, ...path) {
    throw refused(code, this.problems[code], ...path);
  }

  /** What `gaozhi decide --json` says of the facts. Throws CaseError. */
  decide(facts, decision = this.default, { item, on } = {}) {
    return this.found(new Case(this, facts, item, on), decision).toJSON();
  }

  /** Where a conversation stands: its data are those of gaozhi's interviews. Throws CaseError. */
  interview({ decisions, item, date, facts = {}, answers = [], at = answers.length }) {
    const named = ({ fact, value }) => [this.facts.get(fact)?.name ?? fact, value];
    const taken = answers.slice(0, at).map(named);
    const given = taken.filter(([, value]) => isKnown(value));
    const skipped = taken.filter(([, value]) => !isKnown(value)).map(([name]) => name);
    const kase = new Case(this, { ...facts, ...Object.fromEntries(given) }, item, date);
    const found = decisions.map((name) => this.found(kase, name));
    const all = found.flatMap((one) => one.mattering());
    const about = (name) => all.find(({ fact }) => fact === name);
    const open = unique(all.map(({ fact }) => fact)).filter((name) => !skipped.includes(name));
    const questions = open.map(about);
    const [back] = at < answers.length ? named(answers[at]) : [];
    const again = back && (about(back) ?? { ...found[0].question(back), because: [] });
    const next = again ?? questions[0] ?? null;
    return { next, questions, decisions: found.map((one) => one.toJSON()) };
  }

  /** The data of a conversation with one more answer, null for not known; and what it cost. */
  answer(data, fact, value) {
    const { facts = {}, answers = [], at = answers.length } = data;
    const named = (one) => this.facts.get(one)?.name ?? one;
    const name = named(fact);
    const isIt = (one) => named(one.fact) === name;
    if (Object.hasOwn(facts, name)) {
      if (isSame(facts[name], value)) return [data, []];
      this.refuse('GZ612', name);
    }
    const before = answers.slice(0, at).findIndex(isIt);
    const place = before < 0 ? at : before;
    const kept = [...answers.slice(0, place), { fact: name, value }];
    const isPossible = (some) => this.interview({ ...data, answers: some, at: some.length });
    isPossible(kept);
    const lost = [];
    for (const one of answers.slice(place).filter((other) => !isIt(other))) {
      try {
        isPossible([...kept, one]);
        kept.push(one);
      } catch {
        lost.push(one.fact);
      }
    }
    return [{ ...data, answers: kept, at: kept.length }, lost];
  }
}
