/**
 * Decides by a program.json of gaozhi, format 1. One file without dependencies, for browsers and node 18 on.
 * docs/integrators/program.md tells what a program means; gaozhi.d.ts has the types of all that is public.
 */
export const FORMAT = 'gaozhi.program/1';

const DAY = 864e5;
const FIRST = Date.parse('0001-01-01') / DAY;
const LAST = Date.parse('9999-12-31') / DAY;
const NEVER = Infinity;
const ONE = 10n ** 80n << 64n; // Numbers are whole multiples of its parts, so that halving them is exact.
const MOST_NODES = 1e5;
const IMPOSSIBLE = Symbol('impossible');
const COMPARE = {
  '<': (a, b) => a < b, '<=': (a, b) => a <= b, '=': (a, b) => a === b, '>=': (a, b) => a >= b, '>': (a, b) => a > b,
};

/** A case that cannot be decided: `problems` are all of them, each with code, message and path. */
export class CaseError extends Error {
  constructor(problems) {
    super(problems.map((one) => `${one.code} ${one.path.join('.')}：${one.message}`).join('\n'));
    this.problems = problems;
  }
}

class TooLarge extends Error {}

// Values: a day is its number, a number a BigInt, a set a Set.

const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);

function dayNumber(text) {
  const day = typeof text === 'string' && text.length === 10 ? Date.parse(text) / DAY : NaN;
  return day >= FIRST && day <= LAST && dayText(day) === text ? day : null;
}

function scaled(text) {
  const [digits, power = '0'] = text.split('e');
  const [whole, part = ''] = digits.split('.');
  const size = (whole + part).replace('-', '').length;
  const shift = +power - part.length;
  if (size > 40 || size + shift > 40 || size + shift < -39) return null;
  return BigInt(whole + part) * 10n ** BigInt(80 + shift) << 64n;
}

const isGroup = (value) => value?.constructor === Object;
const isSign = (c) => (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

/** What may hold an identity number, its letters and digits after the fourth masked. */
function masked(text) {
  let signs = 0;
  const shown = [...text].map((c) => (isSign(c.normalize('NFKC')) && ++signs > 4 ? '*' : c)).join('');
  return signs < 15 ? text : shown;
}

function isIdentity(number) {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const places = [...number].map((c) => signs.indexOf(c));
  const sum = (weight) => places.slice(0, 17).reduce((all, place, n) => all + place * weight(n), 0);
  const digits = (from, to) => places.slice(from, to).every((place) => place >= 0 && place < 10);
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (places.length !== 18 || places.includes(-1)) return false;
  return (
    (digits(0, 17) && places[0] && dayNumber(born) !== null && '10X98765432'[sum((n) => 2 ** (17 - n)) % 11] === number[17]) ||
    (digits(2, 8) && (31 - (sum((n) => 3 ** n % 31) % 31)) % 31 === places[17])
  );
}

/** A value as the reader holds it; throws the code of what is wrong. */
function readValue(fact, value) {
  const check = (holds, code = 'GZ602') => { if (!holds) throw code; };
  switch (fact.type) {
    case 'bool':
      check(typeof value === 'boolean');
      return value;
    case 'date':
      if (fact.never !== null && value === fact.never) return NEVER;
      check(dayNumber(value) !== null);
      return dayNumber(value);
    case 'number': {
      check(typeof value === 'bigint' || (Number.isFinite(value) && (Number.isSafeInteger(value) || value % 1)));
      const number = scaled(String(value));
      check(number !== null);
      return number;
    }
    case 'set_of':
      check(Array.isArray(value) || value instanceof Set);
      for (const one of value) check(fact.values.includes(one), 'GZ603');
      return new Set(value);
    case 'one_of':
      check(typeof value === 'string');
      check(fact.values.includes(value), 'GZ603');
      return value;
    default: {
      check(typeof value === 'string');
      const signs = [...value];
      check(signs.length <= 1e4 && !signs.some((c) => c.length < 2 && c >= '\ud800' && c <= '\udfff'));
      if (!fact.identity) return value;
      check(isIdentity(value.toUpperCase()), 'GZ609');
      return value.toUpperCase();
    }
  }
}

/** A value as JSON has it. */
function plainValue(fact, value) {
  if (value === NEVER) return fact.never;
  if (fact.type === 'date') return dayText(value);
  if (fact.type === 'set_of') return fact.values.filter((one) => value.has(one));
  if (fact.type === 'text') return masked(value);
  if (fact.type !== 'number') return value;
  const size = value < 0n ? -value : value;
  const part = String(size % ONE >> 64n).padStart(80, '0').replace(/0+$/, '');
  const text = masked(`${value < 0n ? '-' : ''}${size / ONE}${part && '.'}${part}`);
  return Number.isSafeInteger(+text) ? +text : text;
}

function same(one, other) {
  if (!(one instanceof Set && other)) return one === other;
  return one.size === other.size && [...one].every((value) => other.has(value));
}

const filled = (text, fields) => text.split('{').map((part, n) => {
  const [name, rest] = part.split('}');
  return n ? fields[name] + rest : part;
}).join('');

/** Checked facts of one case: `known` has what is given, implied, stated of the item or presumed. */
class Case {
  constructor(program, given, item, on) {
    this.program = program;
    this.known = new Map();
    this.overridden = [];
    this.problems = [];
    this.paths = new Map();
    this.answers = new Map();
    const { roles, list } = program;
    this.take(given, ['facts']);
    if (program.isKnown(on)) this.takeDay(on, roles.date);
    this.item = program.isKnown(item) ? this.takeItem(item, roles.listed, list) : null;
    this.close();
    if (this.item && !this.isEarly) this.presume(list.presumes);
    this.checkDay(roles.date);
    if (this.problems.length) throw new CaseError(this.problems);
    this.truths = [];
    for (const one of program.conditions) this.truths.push(this.truth(one, (place) => this.truths[place]));
  }

  fault(code, path) {
    this.problems.push({ code, message: this.program.problems[code], path });
  }

  get day() {
    return this.known.get(this.program.roles.date) ?? null;
  }

  get isEarly() {
    return this.day !== null && this.program.list !== null && this.day < this.program.list.published;
  }

  /** Sets a fact that is open; returns whether it has the value now. */
  set(name, value) {
    if (!this.known.has(name)) this.known.set(name, value);
    return same(value, this.known.get(name));
  }

  take(given, path) {
    if (!isGroup(given)) return this.fault('GZ602', path);
    for (const [key, value] of Object.entries(given)) {
      const here = [...path, key];
      const name = here.slice(1).join('.');
      const fact = this.program.fact(name);
      if (isGroup(value) && here.length < 10 && (Object.keys(value).length || this.program.isGroup(name))) {
        this.take(value, here);
      } else if (!fact) this.fault('GZ601', here);
      else if (this.program.isKnown(value)) {
        try {
          if (!this.set(fact.name, readValue(fact, value))) this.fault('GZ612', here);
          else if (!this.paths.has(fact.name)) this.paths.set(fact.name, here);
        } catch (code) {
          this.fault(code, here);
        }
      }
    }
  }

  takeDay(on, role) {
    const day = dayNumber(on);
    if (role === null) this.fault('GZ601', ['date']);
    else if (day === null) this.fault('GZ602', ['date']);
    else if (!this.set(role, day)) this.fault('GZ605', ['date']);
  }

  takeItem(key, listed, list) {
    const found = (list?.items ?? []).filter((item) => {
      if (!isGroup(key)) return key === item.number;
      const { certificate = '', matter, kind = item.kind, ...strange } = key;
      return [certificate, matter, kind].join('\0') === item.names && !Object.keys(strange).length;
    });
    if (found.length !== 1) return this.fault('GZ607', ['item']) ?? null;
    const state = (name, value) => {
      if (!this.set(name, value)) this.fault('GZ606', this.paths.get(name) ?? ['item']);
    };
    found[0].known.forEach((value, name) => state(name, value));
    if (listed !== null) this.isEarly ? this.known.set(listed, false) : state(listed, true);
    return found[0];
  }

  /** Adds what the known facts imply. */
  close() {
    for (let before = -1; before < this.known.size; ) {
      before = this.known.size;
      for (const { given, then, value } of this.program.implications) {
        const [one, other] = [this.known.get(given), this.known.get(then)];
        if (one && other === undefined) this.known.set(then, value);
        else if (one === undefined && other !== undefined && other !== value) this.known.set(given, false);
        else if (one && other !== value) this.fault('GZ604', this.paths.get(then) ?? this.paths.get(given) ?? []);
      }
    }
  }

  presume(presumes) {
    presumes.forEach((value, name) => {
      if (!this.set(name, value) && !this.item.known.has(name)) this.overridden.push(name);
    });
    this.close();
  }

  /** The first and the last day on which the case can be asked at all. */
  days({ since, until } = this.item ?? { since: FIRST, until: LAST }) {
    const { root } = this.program;
    return [Math.max(root.since, since), Math.min(root.until, until)];
  }

  /** The days open to the decision's date; with an item, those since the list was there. */
  get bounds() {
    const [first, last] = this.days();
    return [Math.max(first, this.item ? this.program.list.published : first), last];
  }

  checkDay(role) {
    const { day } = this;
    const path = this.paths.get(role) ?? ['date'];
    const isOut = ([first, last]) => (day === null ? last < first : day < first || day > last);
    if (isOut(this.days({ since: FIRST, until: LAST }))) this.fault('GZ608', path);
    else if (this.item && isOut(day === null ? this.bounds : this.days())) this.fault('GZ613', path);
  }

  /** Whether a condition holds, null while that is open; `at` tells it of its parts. */
  truth(one, at) {
    const { kind, parts } = one;
    if (kind === 'always') return one.value;
    if (kind === 'not') return at(parts[0]) === null ? null : !at(parts[0]);
    if (kind === 'all' || kind === 'any') {
      let found = kind === 'all';
      for (const part of parts) {
        const part_ = at(part);
        if (part_ === (kind === 'any')) return part_;
        if (part_ === null) found = null;
      }
      return found;
    }
    const value = this.known.get(one.fact);
    const point = kind === 'order' && one.operand === 'other' ? this.known.get(one.to) : one.point;
    if (value === undefined || point === undefined) return null;
    if (kind === 'holds') return value;
    if (kind === 'among') return one.values.includes(value);
    if (kind === 'overlaps') return one.values.some((element) => value.has(element));
    return kind === 'empty' ? !value.size : COMPARE[one.relation](value, point);
  }

  answer(decision) {
    const { name } = decision;
    if (!this.answers.has(name)) this.answers.set(name, new Answer(decision, this));
    return this.answers.get(name);
  }
}

/** The open facts of some comparisons, each with a value for every cell that these tell apart. */
class Space {
  constructor({ program, known, bounds }, atoms) {
    this.program = program;
    this.known = known;
    this.bounds = bounds;
    this.mentions = new Map();
    atoms.forEach((atom) => this.note(atom));
    this.implications = [];
    const open = program.implications.filter(({ given, then }) => !known.has(given) && !known.has(then));
    for (let before = -1; before < this.implications.length; ) {
      before = this.implications.length;
      for (const one of open) {
        if (this.implications.includes(one) || !(this.mentions.has(one.given) || this.mentions.has(one.then))) continue;
        this.implications.push(one);
        this.mention(one.given);
        this.mention(one.then).values.add(one.value);
      }
    }
    this.variables = [];
    this.levels = new Map();
    for (const [name, mentioned] of this.mentions) {
      const groups = this.cells(program.facts.get(name), mentioned);
      this.levels.set(name, groups.map(([cells, group]) => this.variables.push({ fact: name, cells, group }) - 1));
    }
  }

  mention(name) {
    if (!this.mentions.has(name)) this.mentions.set(name, { values: new Set(), points: [], linked: [], sets: [] });
    return this.mentions.get(name);
  }

  note(atom) {
    for (const name of atom.reads.filter((one) => !this.known.has(one))) {
      const mentioned = this.mention(name);
      atom.values?.forEach((value) => mentioned.values.add(value));
      if (atom.kind === 'overlaps') mentioned.sets.push(atom.values);
      if (atom.kind === 'empty') mentioned.all = true;
      if (atom.kind !== 'order') continue;
      if (atom.operand !== 'other') mentioned.points.push(atom.point);
      for (const other of atom.reads) {
        if (this.known.has(other)) mentioned.points.push(this.known.get(other));
        else mentioned.linked.push(other);
      }
    }
  }

  /** The variables of a fact, each as its cells, and of a set the group of elements that it stands for. */
  cells(fact, { values, sets, all }) {
    if (fact.type === 'bool') return [[[false, true]]];
    if (fact.type === 'text') return [[[...values, null]]];
    if (fact.type === 'one_of') {
      const others = fact.values.filter((value) => !values.has(value));
      return [[[...fact.values.filter((value) => values.has(value)), ...others.slice(0, 1)]]];
    }
    if (fact.type !== 'set_of') return [[this.points(fact)]];
    const groups = new Map();
    for (const value of fact.values) {
      const key = sets.map((set) => +set.includes(value)).join('');
      if (all || key.includes('1')) groups.set(key, [...(groups.get(key) ?? []), value]);
    }
    return [...groups.values()].map((group) => [[false, true], group]);
  }

  /** A point for every cell of a day or number; facts that are compared share them. */
  points(fact) {
    const linked = [fact.name];
    for (const name of linked) {
      for (const other of this.mentions.get(name).linked) if (!linked.includes(other)) linked.push(other);
    }
    const [first, last] = this.bounds;
    const dated = linked.includes(this.program.roles.date);
    const isDay = fact.type === 'date';
    const all = linked.flatMap((name) => this.mentions.get(name).points);
    if (dated) all.push(...[first, last].filter((day) => day !== FIRST && day !== LAST));
    const marks = [...new Set(all)].filter((mark) => mark !== NEVER).sort((a, b) => (a < b ? -1 : 1));
    const room = linked.length + 1;
    if ((marks.length + 1) * (room + 1) > 4 * MOST_NODES) throw new TooLarge();
    const points = isDay ? daysAround(marks, room) : numbersAround(marks, room);
    if (fact.name === this.program.roles.date) return points.filter((day) => day >= first && day <= last);
    return fact.never === null ? points : [...points, NEVER];
  }
}

/** The days given, and up to so many in every gap between and beyond them. */
function daysAround(marks, room) {
  const days = marks.length ? marks : [dayNumber('2000-01-01')];
  const found = [];
  for (let day = Math.max(FIRST, days[0] - room); day < days[0]; day++) found.push(day);
  days.forEach((mark, n) => {
    const end = Math.min(mark + room, (days[n + 1] ?? LAST + 1) - 1);
    for (let day = mark; day <= end; day++) found.push(day);
  });
  return found;
}

/** The numbers given, and so many in every gap between and beyond them. */
function numbersAround(marks, room) {
  const steps = Array.from({ length: room }, (_, n) => BigInt(n) * ONE);
  if (!marks.length) return steps;
  const found = steps.map((step) => marks[0] - step - ONE).reverse();
  marks.forEach((mark, n) => {
    found.push(mark);
    steps.forEach(() => found.push(n + 1 < marks.length ? (found.at(-1) + marks[n + 1]) / 2n : found.at(-1) + ONE));
  });
  return found;
}

/** Diagrams over a space: a node is a leaf, or branches on the cell of one variable; equal ones are one node. */
class Diagrams {
  constructor(kase, atoms, prepared) {
    this.kase = kase;
    this.prepared = prepared;
    this.space = new Space(kase, atoms);
    this.leaves = new Map();
    this.nodes = new Map();
    this.made = [];
    this.steps = [];
    this.count = 0;
    [this.true, this.false, this.impossible] = [true, false, IMPOSSIBLE].map((value) => this.leaf(value));
    this.admissible = this.space.implications.reduce((all, { given, then, value }) => {
      const follows = this.test(then, (cell) => cell === value);
      return this.choose(this.test(given, (cell) => cell), this.choose(follows, all, this.false), all);
    }, this.true);
  }

  once(key, make) {
    if (!this.nodes.has(key)) this.nodes.set(key, make());
    return this.nodes.get(key);
  }

  node(level, kids, value, leaves) {
    if (++this.count > MOST_NODES) throw new TooLarge();
    return { id: this.count, level, kids, value, leaves };
  }

  leaf(value) {
    if (!this.leaves.has(value)) {
      this.leaves.set(value, this.node(Infinity, [], value, 1n << BigInt(this.leaves.size)));
    }
    return this.leaves.get(value);
  }

  branch(level, kids) {
    if (kids.every((kid) => kid === kids[0])) return kids[0];
    const leaves = () => kids.reduce((all, kid) => all | kid.leaves, 0n);
    return this.once(`${level}:${kids.map((kid) => kid.id)}`, () => this.node(level, kids, null, leaves()));
  }

  /** For every cell of the first variable of some diagrams, what they are there. */
  split(...nodes) {
    const level = Math.min(...nodes.map((node) => node.level));
    const { cells } = this.space.variables[level];
    return [level, cells.map((_, n) => nodes.map((node) => (node.level === level ? node.kids[n] : node)))];
  }

  /** The diagram that is `then` where the condition is true, else `other`. */
  choose(condition, then, other) {
    if (then === other || condition === this.true) return then;
    if (condition === this.false) return other;
    return this.once(`${condition.id}?${then.id},${other.id}`, () => {
      const [level, cells] = this.split(condition, then, other);
      return this.branch(level, cells.map((parts) => this.choose(...parts)));
    });
  }

  test(name, holds) {
    const [level] = this.space.levels.get(name);
    return this.branch(level, this.space.variables[level].cells.map((cell) => this.leaf(holds(cell))));
  }

  /** The diagram that a comparison of days or numbers holds. */
  order({ fact, to, relation, operand, point }) {
    const { known, levels, variables } = this.space;
    const compare = COMPARE[relation];
    const other = operand === 'other' ? known.get(to) : point;
    if (other !== undefined) return this.test(fact, (cell) => compare(cell, other));
    if (known.has(fact)) return this.test(to, (cell) => compare(known.get(fact), cell));
    const [level] = levels.get(fact);
    const kids = variables[level].cells.map((one) => this.test(to, (cell) => compare(fact === to ? cell : one, cell)));
    return this.select(level, kids);
  }

  /** The diagram that is, for every cell of a variable, the branch of that cell. */
  select(level, kids) {
    if (kids.every((kid) => kid.level > level)) return this.branch(level, kids);
    return kids.reduce((node, kid, cell) => {
      const isHere = this.branch(level, kids.map((_, n) => this.leaf(n === cell)));
      return this.choose(isHere, kid, node);
    });
  }

  /** The part of a prepared diagram that the case leaves open. */
  cofactor(place) {
    const node = this.prepared.nodes[place];
    if (!Array.isArray(node)) return this.leaf(node);
    if (!this.made[place]) {
      const [cells, join] = (this.steps[node[0]] ??= this.step(this.prepared.variables[node[0]]));
      this.made[place] = join(cells.map((cell) => this.cofactor(node[cell + 1])));
    }
    return this.made[place];
  }

  /** The cells of a prepared variable that the case leaves open, and how what is there is joined. */
  step({ fact, cells, group, condition }) {
    const { known, levels, variables } = this.space;
    const settled = (cell) => [[+cell], ([kid]) => kid];
    const cellOf = (value) => (cells.includes(value) ? cells.indexOf(value) : cells.length - 1);
    if (condition !== null) {
      const atom = this.kase.program.conditions[condition];
      if (this.kase.truths[condition] !== null) return settled(this.kase.truths[condition]);
      if (atom.reads.some((name) => !known.has(name) && !levels.has(name))) return settled(0);
      const test = this.order(atom);
      return [[0, 1], ([no, yes]) => this.choose(test, yes, no)];
    }
    const value = known.get(fact);
    if (value !== undefined) return settled(group ? group.some((one) => value.has(one)) : cellOf(value));
    // Where the open rules do not tell groups of a set apart, one stands for them.
    const own = (levels.get(fact) ?? []).find((level) => !group || group.includes(variables[level].group[0]));
    if (own === undefined) return settled(0);
    return [group ? [0, 1] : variables[own].cells.map(cellOf), (kids) => this.select(own, kids)];
  }

  /** The same, with the completions marked that break an implication. */
  possible(place) {
    return this.choose(this.admissible, this.cofactor(place), this.impossible);
  }

  canBe(node, value) {
    return (node.leaves & this.leaf(value).leaves) !== 0n;
  }

  /** Every node of some diagrams but their leaves, once. */
  parts(nodes, goes = (part) => part.kids) {
    const seen = new Set(nodes);
    for (const part of seen) goes(part).forEach((kid) => seen.add(kid));
    return [...seen].filter((part) => part.kids.length);
  }

  /** Whether two diagrams differ at a completion that is possible in both. */
  differ(one, other) {
    if (one === other || one === this.impossible || other === this.impossible) return false;
    if (!this.canBe(one, IMPOSSIBLE) && !this.canBe(other, IMPOSSIBLE)) return true;
    return this.once(`${one.id}/${other.id}`, () => this.split(one, other)[1].some((pair) => this.differ(...pair)));
  }

  /** The facts of which one alone can change the value between possible completions. */
  dependsOn(nodes) {
    const found = new Set();
    for (const { level, kids } of this.parts(nodes)) {
      const { fact } = this.space.variables[level];
      const differs = kids.some((one, n) => kids.some((other, m) => m < n && this.differ(other, one)));
      if (differs) found.add(fact);
    }
    return found;
  }

  /** How many outcomes the answers about a fact leave on the average, as a fraction. */
  weight(nodes, fact) {
    const levels = this.space.levels.get(fact);
    const { cells, group } = this.space.variables[levels[0]];
    const answers = group
      ? [-1, ...levels].map((chosen) => (level) => +(level === chosen))
      : cells.map((_, cell) => () => cell);
    let left = 0;
    for (const answer of answers) {
      for (const node of nodes) {
        const goes = ({ level, kids }) => (levels.includes(level) ? [kids[answer(level)]] : kids);
        const reached = new Set([node]);
        for (const part of reached) goes(part).forEach((kid) => reached.add(kid));
        for (const { value } of reached) left += value !== null && value !== IMPOSSIBLE;
      }
    }
    return [left, answers.length];
  }
}

/** What one decision comes to in one case. */
class Answer {
  constructor(decision, kase) {
    this.decision = decision;
    this.case = kase;
    this.program = kase.program;
    const { day } = kase;
    const versions = decision.versions.filter(({ since }) => since <= day);
    this.version = day === null ? decision.undated : versions.at(-1) ?? decision.versions[0];
    this.rules = this.version.standing.map(({ rule }) => decision.rules[rule]);
    this.rows = this.rules.filter((rule) => rule.effects.length && !rule.otherwise);
    const own = new Map(this.rules.map((rule, n) => [rule, kase.truths[this.version.standing[n].own]]));
    const truths = this.rules.map((rule) => this.waiting(rule).reduce((all, one) => {
      const true_ = own.get(one);
      return all === false || true_ === true ? false : all === null || true_ === null ? null : all;
    }, own.get(rule)));
    this.exact = true;
    try {
      this.find(truths);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.exact = false;
      this.came(truths, this.coarsely(truths));
    }
  }

  /** The rows for whose failing a rule waits. */
  waiting(rule) {
    if (!rule.effects.length) return [];
    if (rule.otherwise) return this.rows;
    return this.decision.combine === 'first' ? this.rows.slice(0, this.rows.indexOf(rule)) : [];
  }

  /** Finds what comes out by looking at all completions. */
  find(truths) {
    const { decision, program, version, case: kase } = this;
    if (version.diagrams === null) throw new TooLarge();
    const open = version.standing.filter((_, n) => truths[n] === null);
    const atoms = [...new Set(open.flatMap(({ own }) => program.below(own)))].map((place) => program.conditions[place]);
    const diagrams = new Diagrams(kase, atoms.filter((atom) => atom.reads.length), version.diagrams);
    const { rules, outcome } = version.diagrams;
    this.diagrams = diagrams;
    this.nodes = outcome.map((place) => diagrams.possible(place));
    const exactly = (node) => (diagrams.canBe(node, true) ? (diagrams.canBe(node, false) ? null : true) : false);
    const can = decision.combine === 'all'
      ? this.nodes.map(exactly)
      : decision.values.map((_, n) => (diagrams.canBe(this.nodes[0], n) ? null : false));
    this.came(truths.map((true_, n) => (true_ === null ? exactly(diagrams.possible(rules[n])) : true_)), can);
  }

  /** Whether each value comes out, by three-valued logic. */
  coarsely(truths) {
    let settled = false;
    return this.decision.values.map((value) => {
      const given = truths.filter((_, n) => this.rules[n].effects.includes(value));
      const true_ = given.includes(true) ? true : given.includes(null) ? null : false;
      const found = settled ? false : true_;
      settled ||= true_ === true && this.decision.combine !== 'all';
      return found;
    });
  }

  came(truths, can) {
    const { values, combine } = this.decision;
    const are = (...wanted) => values.filter((_, n) => wanted.includes(can[n]));
    const rules = (wanted) => this.rules.filter((_, n) => truths[n] === wanted);
    [this.holding, this.maybe] = [rules(true), rules(null)];
    this.noRule = this.holding.some((rule) => rule.effects.includes(NO_RULE));
    const collects = combine === 'all';
    this.possible = collects ? [] : are(true, null);
    [this.values, this.pending] = collects ? [are(true), are(null)] : [[], []];
    this.final = this.possible.length === 1 ? this.possible : this.values;
    this.open = this.possible.length > 1 || this.pending.length > 0;
  }

  get grounds() {
    return (this.found ??= this.groundsOf(this.final));
  }

  groundsOf(final) {
    const sure = this.holding.flatMap((rule) => rule.effects);
    return [
      ...this.holding.flatMap((rule) => this.ground(rule, rule.effects.filter((one) => one !== NO_RULE), true)),
      ...this.maybe.flatMap((rule) => {
        return this.ground(rule, rule.effects.filter((one) => final.includes(one) && !sure.includes(one)), false);
      }),
    ];
  }

  ground(rule, effects, certain) {
    if (!effects.length) return [];
    const { facts, conditions } = this.program;
    const { known, truths } = this.case;
    const [shown, codes] = [{}, {}];
    const names = new Set();
    if (certain) this.witness(rule.holds, true, truths[rule.holds] === true, names);
    for (const name of names) {
      if (!known.has(name)) continue;
      const fact = facts.get(name);
      const value = (shown[name] = plainValue(fact, known.get(name)));
      if (Array.isArray(value)) codes[name] = value.map((one) => fact.code(one));
      else if (fact.values.length || value === fact.never) codes[name] = fact.code(value);
    }
    const because = this.because(rule);
    const basis = this.cite(rule.basis);
    return effects.map((effect) => ({
      decision: this.decision.name, rule: rule.name, title: rule.title, effect, code: this.decision.code(effect),
      certain, facts: shown, fact_codes: codes, reading: rule.reading, basis, because,
    }));
  }

  /** Collects the facts that make a condition what it is. */
  witness(place, want, certain, names) {
    const { kind, parts, reads, fact, operand } = this.program.conditions[place];
    const { truths, program } = this.case;
    if (kind === 'not') this.witness(parts[0], !want, certain, names);
    else if (parts.length) {
      const each = certain && (kind === 'all') === want;
      for (const part of parts) if (each || truths[part] === want) this.witness(part, want, true, names);
    } else if (fact !== program.roles.date || kind !== 'order' || operand === 'other') reads.forEach((one) => names.add(one));
  }

  /** The grounds of other decisions on which it rests that a rule holds, or may hold. */
  because(rule) {
    const { conditions, decisions, below } = this.program;
    const { truths } = this.case;
    const failing = this.waiting(rule).filter((one) => {
      return one.reads !== null && !rule.effects.includes(one.effects[0]) && truths[one.alive] !== false;
    });
    const ask = ({ decision }) => this.case.answer(decisions.get(decision));
    const truth = (place) => {
      const one = conditions[place];
      if (one.kind !== 'came_to') return this.case.truth(one, truth);
      const { noRule, possible, values, pending } = ask(one);
      const are = (some) => some.filter((value) => one.values.includes(value)).length;
      if (noRule || !possible.length) return !noRule && (are(values) ? true : are(pending) ? null : false);
      return are(possible) ? are(possible) === possible.length || null : false;
    };
    const counted = new Map();
    const choices = [];
    const on = (place, want, sparing) => {
      const { kind, parts, ...one } = conditions[place];
      if (kind === 'came_to') {
        const { noRule, possible } = ask(one);
        const values = want ? one.values : noRule ? [] : possible.filter((value) => !one.values.includes(value));
        counted.set(one.decision, [...(counted.get(one.decision) ?? []), ...values]);
      } else if (kind === 'not') on(parts[0], !want, sparing);
      else if (parts.length && (kind === 'all') !== want) choices.push([parts, want, sparing]);
      else parts.forEach((part) => on(part, want, sparing));
    };
    const choose = () => {
      for (const [parts, want, sparing] of choices.splice(0, Infinity)) {
        const read = (part) => below(part).map((one) => conditions[one].decision).filter(Boolean);
        const counts = (part) => read(part).every((one) => counted.has(one)) && (sparing || read(part).length);
        const holding = parts.filter((part) => truth(part) === want);
        if (holding.some(counts)) continue;
        for (const part of holding.length ? holding : parts.filter((one) => truth(one) === null)) on(part, want, sparing);
      }
      if (choices.length) choose();
    };
    if (rule.reads !== null) on(rule.reads, true, false);
    choose();
    failing.forEach((one) => on(one.reads, false, true));
    choose();
    return [...counted].flatMap(([decision, values]) => ask({ decision }).leadingTo(values));
  }

  leadingTo(values) {
    const came = [...this.possible, ...this.values, ...this.pending].filter((value) => values.includes(value));
    const isFinal = (value) => this.final.includes(value);
    const grounds = came.every(isFinal) ? this.grounds : this.groundsOf(came);
    return grounds.filter(({ effect }) => came.includes(effect))
      .map((one) => (isFinal(one.effect) ? one : { ...one, certain: false }));
  }

  /** The provisions of a basis as they are quoted; those in force on the day, or all where none is. */
  cite(basis) {
    const { provisions } = this.program;
    const { day } = this.case;
    const all = basis.map((place) => provisions[place]);
    const standing = all.filter(({ since, until }) => day === null || (since <= day && day <= until));
    return (standing.length ? standing : all).map(({ citation }) => citation);
  }

  caveat(occasion, basis, fields) {
    const { rule, text } = this.program.json.caveats[occasion];
    return { rule: filled(rule, fields), text: filled(text, fields), basis };
  }

  ruleCaveats(rules) {
    return rules.filter((rule) => rule.caveat !== null)
      .map((rule) => ({ rule: rule.name, text: rule.caveat, basis: this.cite(rule.basis) }));
  }

  /** What lies before or after law: where the day certainly does, or where it only may. */
  untimely(certain, above) {
    const { words, levels } = this.program.json;
    const { list } = this.program;
    const { day, item, days } = this.case;
    const [first, last] = day === null ? this.case.days() : [day, day];
    const lead = certain ? words.lead : words.lead_open;
    const lies = (may, must) => (certain ? must : may && !must);
    const isBefore = (mark) => lies(first < mark, last < mark);
    const isAfter = (mark) => lies(last > mark, first > mark);
    const said = [];
    if (this.program.roles.date === null) return said;
    for (const { label, since, until } of levels.slice(1)) {
      const add = (occasion, of) => said.push(this.caveat(occasion, [], { document: label, day: of, lead, above }));
      if (since && isBefore(dayNumber(since))) add('before', since);
      if (until && isAfter(dayNumber(until))) add('after', until);
    }
    if (item && isBefore(list.published)) {
      const fields = { list: list.title, day: dayText(list.published), lead };
      said.push(this.caveat('unpublished', list.basis.map((place) => this.program.provisions[place].citation), fields));
    }
    return said;
  }

  get caveats() {
    const { words, jurisdiction } = this.program.json;
    const { day, overridden } = this.case;
    const said = [];
    if (this.noRule) {
      const on = day === null ? '' : filled(words.day, { day: dayText(day) });
      said.push(this.caveat('no_rule', [], { jurisdiction: jurisdiction.name, day: on, decision: this.decision.name }));
    }
    said.push(...this.ruleCaveats(this.holding));
    for (const fact of overridden) said.push(this.caveat('presumed', this.cite(this.program.list.presumes_basis), { fact }));
    said.push(...this.untimely(true, this.noRule ? '' : words.above));
    for (const { rule, title, basis } of this.grounds) {
      if (!basis.length || basis.some(({ certainty }) => certainty === 'text' || certainty === 'seen')) continue;
      const where = [...new Set(basis.map(({ document }) => document))].join(words.comma);
      const known = basis.every(({ certainty }) => certainty === 'weak') ? words.weak : words.inferred;
      said.push(this.caveat('inferred', basis, { rule, title, where, known }));
    }
    if (!this.exact) said.push(this.caveat('inexact', [], {}));
    const seen = new Map(said.map((one) => [JSON.stringify(one), one]));
    return [...seen.values()];
  }

  /** The facts that can still change the outcome, the most decisive first. */
  get asked() {
    const { facts } = this.program;
    if (!this.open) return [];
    const turning = this.exact ? this.diagrams.dependsOn(this.nodes) : this.mayMatter();
    const weights = new Map([...facts.keys()].filter((name) => turning.has(name)).map((name) => {
      return [name, this.exact ? this.diagrams.weight(this.nodes, name) : [0, 1]];
    }));
    const waiting = [...weights.keys()].sort((a, b) => {
      const [[left, of], [other, others]] = [weights.get(a), weights.get(b)];
      return left * others - other * of;
    });
    const found = [];
    while (waiting.length) {
      const ready = waiting.findIndex((name) => !facts.get(name).excepts.some((one) => waiting.includes(one)));
      found.push(...waiting.splice(Math.max(ready, 0), 1));
    }
    return found;
  }

  /** The open facts in open parts of the rules that give what may come out. */
  mayMatter() {
    const { program, case: kase } = this;
    const alive = [...this.possible, ...this.pending];
    const giving = this.version.standing.filter((_, n) => this.rules[n].effects.some((one) => alive.includes(one)));
    const open = giving.flatMap(({ own }) => program.below(own, (place) => kase.truths[place] === null));
    const names = open.flatMap((place) => program.conditions[place].reads);
    return new Set(names.filter((name) => !kase.known.has(name)));
  }

  question(name) {
    const { program, decision } = this;
    const fact = program.facts.get(name);
    const { api, type, values, ask, label, group, ask_applicant, note, never, identity, answered_by } = fact;
    const because = this.maybe.filter((rule) => {
      if (!rule.effects.length || rule.otherwise) return false;
      const { own } = decision.undated.standing[decision.rules.indexOf(rule)];
      return program.below(own).some((place) => program.conditions[place].reads.includes(name));
    }).map((rule) => ({
      rule: rule.name, title: rule.title, provisions: this.cite(rule.basis).map(({ provision }) => provision),
    }));
    const options = [...values, ...(never === null ? [] : [never])].map((value) => ({ value, code: fact.code(value) }));
    return {
      fact: name, api, type, ask, ...(values.length && { values }), label, group, ask_applicant, note, never, identity,
      answered_by, because, ...(options.length && { options }),
    };
  }

  /** What the answer means for the applicant, where all that is possible means the same. */
  get nextStep() {
    const told = new Set(this.possible.map((value) => this.decision.says[this.decision.values.indexOf(value)]));
    return !this.noRule && told.size === 1 ? [...told][0] : '';
  }

  /** The answer in the shape of `gaozhi decide --json`. */
  toJSON() {
    const { decision, noRule, program, case: kase } = this;
    const { json } = program;
    const { day, item } = kase;
    const [possible, values, pending] = noRule ? [[], [], []] : [this.possible, this.values, this.pending];
    const settled = noRule || !this.open;
    const outcome = noRule ? NO_RULE : !settled ? PENDING : possible[0] ?? null;
    const { number, certificate, matter, kind } = item ?? {};
    return {
      jurisdiction: json.jurisdiction.name, decision: decision.name, outcome,
      code: outcome === null ? null : noRule ? 'no_rule' : settled ? decision.code(outcome) : 'pending',
      possible, settled, ...(!this.exact && { exact: false }), values, pending,
      codes: Object.fromEntries([...possible, ...values, ...pending].map((value) => [value, decision.code(value)])),
      date: day === null ? null : dayText(day),
      item: item && { number, certificate: certificate || null, matter, ...(kind !== '证明' && { kind }) },
      grounds: this.grounds, caveats: this.caveats,
      pending_caveats: [...this.ruleCaveats(this.maybe), ...this.untimely(false, json.words.above)],
      questions: this.asked.map((name) => this.question(name)),
      program: { digest: json.digest, version: json.version },
    };
  }
}

const NO_RULE = '无此规定';
const PENDING = '待补充';

/** The law of one jurisdiction. */
export class Program {
  constructor(json) {
    if (json?.format !== FORMAT) {
      throw new CaseError([{ code: 'GZ720', message: `应为 ${FORMAT}，而不是 ${json?.format}`, path: ['format'] }]);
    }
    this.json = json;
    this.roles = json.roles;
    this.problems = json.problems;
    const day = (text, otherwise) => dayNumber(text) ?? otherwise;
    const dated = (one) => ({ ...one, since: day(one.since, FIRST), until: day(one.until, LAST) });
    const coded = (one) => ({ ...one, code: (value) => one.codes[one.values.indexOf(value)] ?? one.never_code });
    this.facts = new Map(json.facts.map((fact) => [fact.name, coded(fact)]));
    this.names = new Map(json.facts.flatMap(({ name, api }) => [[api, name], [name, name]]));
    const known = (values) => new Map(values.map(({ fact, value }) => [fact, this.value(fact, value)]));
    this.implications = json.implications;
    this.conditions = json.conditions.map((one) => ({
      parts: [], ...one,
      reads: [one.fact, one.operand === 'other' ? one.to : undefined].filter((name) => name !== undefined),
      point: one.operand === 'number' ? scaled(one.to) : day(one.to, NEVER),
    }));
    this.below = this.below.bind(this);
    this.provisions = json.provisions.map(({ id, document, locator, quote, means, certainty }) => {
      const { label, since, until } = dated(json.documents[document]);
      return { since, until, citation: { provision: id, document: label, locator, quote, means, certainty } };
    });
    this.root = dated(json.levels[0]);
    this.list = json.list && {
      ...json.list, published: dayNumber(json.list.published), presumes: known(json.list.presumes),
      items: json.list.items.map((item) => ({
        ...dated(item), known: known(item.facts), names: [item.certificate, item.matter, item.kind].join('\0'),
      })),
    };
    this.decisions = new Map(json.decisions.flatMap((decision) => {
      const versions = decision.versions.map((one) => ({ ...one, since: dayNumber(one.since) }));
      const made = { ...coded(decision), versions };
      return [[decision.api, made], [decision.name, made]];
    }));
  }

  value(name, value) {
    const fact = this.facts.get(name);
    return fact.type === 'number' ? scaled(value) : readValue(fact, value);
  }

  fact(name) {
    return this.facts.get(this.names.get(name));
  }

  isKnown(value) {
    return value !== null && value !== undefined && !Number.isNaN(value);
  }

  isGroup(name) {
    return [...this.names.keys()].some((one) => one.startsWith(`${name}.`));
  }

  /** The indexes of a condition and of all below it that `goes` lets through. */
  below(place, goes = () => true) {
    const found = new Set([place].filter(goes));
    for (const one of found) this.conditions[one].parts.filter(goes).forEach((part) => found.add(part));
    return [...found];
  }

  answer(facts, name, { item, on } = {}) {
    const kase = new Case(this, facts, item, on);
    const decision = this.decisions.get(name ?? this.json.default);
    if (!decision) throw new CaseError([{ code: 'GZ610', message: this.problems.GZ610, path: ['decision'] }]);
    return kase.answer(decision);
  }

  decide(facts, decision, options) {
    return this.answer(facts, decision, options).toJSON();
  }
}
