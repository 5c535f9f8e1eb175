/** Decides by a program.json of gaozhi: docs/integrators/program.md says what all of it means. Types: gaozhi.d.ts. */

const FORMAT = 'gaozhi.program/1';
const FIRST = '0001-01-01';
const LAST = '9999-12-31';
const NEVER = '~'; // As text it comes after every day.
const ONE = 10n ** 80n << 64n; // Numbers are counted in parts of it, so that their halves are whole.
const MOST_NODES = 1e5;
const NO_RULE = '无此规定';
const COMPARE = {
  '<': (a, b) => a < b, '<=': (a, b) => a <= b, '=': (a, b) => a === b, '>=': (a, b) => a >= b, '>': (a, b) => a > b,
};

/** What cannot be decided; `problems` has every reason, as {code, message, path}. */
export class CaseError extends Error {
  constructor(problems) {
    super(problems.map(({ code, path, message }) => `${code} ${path.join('.')}：${message}`).join('\n'));
    this.problems = problems;
  }
}

const isKnown = (value) => value !== null && value !== undefined && !Number.isNaN(value);
const isGroup = (value) => value?.constructor === Object;
const same = (one, other) => one === other || (Array.isArray(one) && `${one}` === `${other}`);
const unique = (values) => [...new Set(values)];
const later = (one, other) => (one > other ? one : other);
const moved = (day, days) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);
const isDay = (text) => text?.length === 10 && Date.parse(text) < 3e14 && moved(text, 0) === text && text >= FIRST;

/** A decimal text in parts of ONE; undefined where it has too many digits. */
function scaled(text) {
  const [digits, power = 0] = text.split('e');
  const [whole, part = ''] = digits.split('.');
  const size = (whole + part).replace('-', '').length;
  const shift = power - part.length;
  return size > 40 || Math.abs(size + shift) > 39 ? undefined : BigInt(whole + part) * 10n ** BigInt(80 + shift) << 64n;
}

/** A text with the letters and digits masked of what may be an identity number. */
function masked(text) {
  let signs = 0;
  const isSign = (c) => c < '\x7f' && (c.toLowerCase() !== c.toUpperCase() || (c >= '0' && c <= '9'));
  const found = [...text].map((c) => (isSign(c.normalize('NFKC')) && ++signs > 4 ? '*' : c)).join('');
  return signs < 15 ? text : found;
}

function isIdentity(number) {
  const places = [...number].map((c) => '0123456789ABCDEFGHJKLMNPQRTUWXY'.indexOf(c));
  const sum = (weight) => places.slice(0, 17).reduce((all, place, n) => all + place * weight(n), 0);
  const digits = (from, to) => places.slice(from, to).every((place) => place >= 0 && place < 10);
  const birth = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].join('-');
  const isBorn = places[0] && digits(0, 17) && isDay(birth);
  return places.length === 18 && !places.includes(-1) && (
    (isBorn && '10X98765432'[sum((n) => 2 ** (17 - n)) % 11] === number[17]) ||
    (digits(2, 8) && (31 - (sum((n) => 3 ** n % 31) % 31)) % 31 === places[17])
  );
}

/** A value as the reader holds it; throws the code of what is wrong with it. */
function readValue({ type, values, never, identity }, value) {
  const check = (holds, code = 'GZ602') => {
    if (!holds) throw code;
  };
  if (type === 'set_of') {
    check(Array.isArray(value));
    check(value.every((one) => values.includes(one)), 'GZ603');
    return values.filter((one) => value.includes(one));
  }
  if (type === 'number') {
    check(typeof value === 'bigint' || Number.isSafeInteger(value) || (Number.isFinite(value) && value % 1));
    check(scaled(String(value)) !== undefined);
    return scaled(String(value));
  }
  check(typeof value === (type === 'bool' ? 'boolean' : 'string'));
  if (type === 'one_of') check(values.includes(value), 'GZ603');
  if (type === 'date' && value === never) return NEVER;
  if (type === 'date') check(isDay(value));
  if (type !== 'text') return value;
  check([...value].length <= 1e4 && value.isWellFormed?.() !== false);
  if (!identity) return value;
  check(isIdentity(value.toUpperCase()), 'GZ609');
  return value.toUpperCase();
}

function plainValue({ type, never }, value) {
  if (value === NEVER && type === 'date') return never;
  if (type === 'text') return masked(value);
  if (type !== 'number') return value;
  const size = value < 0n ? -value : value;
  const part = String(size % ONE >> 64n).padStart(80, '0').replace(/0+$/, '');
  const text = masked((value < 0n ? '-' : '') + size / ONE + (part && `.${part}`));
  return Number.isSafeInteger(+text) ? +text : text;
}

/** Checked facts: `known` has what is given, implied, stated of the item, presumed by the list. */
class Case {
  constructor(program, given, item, on) {
    this.program = program;
    this.known = new Map();
    this.overridden = [];
    this.problems = [];
    this.answers = new Map();
    this.item = null;
    this.take(given, ['facts']);
    if (isKnown(on)) this.takeDay(on, program.roles.date);
    if (isKnown(item)) this.takeItem(item, program.list?.items ?? [], program.roles.listed);
    this.close();
    if (this.item && !this.isEarly()) this.presume(program.list.presumes);
    this.checkDay();
    if (this.problems.length) throw new CaseError(this.problems);
    this.truths = [];
    for (const one of program.conditions) this.truths.push(this.truth(one, (place) => this.truths[place]));
  }

  fault(code, ...path) {
    this.problems.push({ code, message: this.program.problems[code], path });
  }

  /** Sets a fact that is open; whether it has the value now. */
  set(name, value) {
    if (!this.known.has(name)) this.known.set(name, value);
    return same(value, this.known.get(name));
  }

  take(given, path) {
    if (!isGroup(given)) return this.fault('GZ602', ...path);
    for (const [key, value] of Object.entries(given)) {
      const here = [...path, key];
      const name = here.slice(1).join('.');
      const fact = this.program.fact(name);
      const isFull = isGroup(value) && (Object.keys(value).length || this.program.isGroup(name));
      if (isFull && here.length < 10) this.take(value, here);
      else if (!fact) this.fault('GZ601', ...here);
      else if (isKnown(value)) this.takeOne(fact, value, here);
    }
  }

  takeOne(fact, value, path) {
    try {
      if (!this.set(fact.name, readValue(fact, value))) this.fault('GZ612', ...path);
    } catch (code) {
      this.fault(code, ...path);
    }
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
    if (listed !== null && this.isEarly()) this.known.set(listed, false);
    else if (listed !== null) state(listed, true);
  }

  get day() {
    return this.known.get(this.program.roles.date) ?? null;
  }

  isEarly() {
    return this.day !== null && this.day < this.program.list?.published;
  }

  /** Adds what the known facts imply. */
  close() {
    const { known } = this;
    for (let before = -1; before < known.size; ) {
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

  /** The first and last day of what there is of root, item and list. */
  days(item = this.item, published = FIRST) {
    const { since, until } = this.program.root;
    const last = item && item.until < until ? item.until : until;
    return [later(later(since, published), item?.since ?? FIRST), last];
  }

  /** The days open to the decision's date. */
  bounds() {
    return this.days(this.item, this.item ? this.program.list.published : FIRST);
  }

  checkDay() {
    const { day, item } = this;
    const isOut = ([first, last]) => (day === null ? last < first : day < first || day > last);
    if (day !== null && isOut(this.days(null))) this.fault('GZ608', 'date');
    else if (item && isOut(day === null ? this.bounds() : this.days())) this.fault('GZ613', 'date');
  }

  /** Whether a condition holds; null while that is open. `at` tells it of its parts. */
  truth({ kind, parts, fact, value, values, operand, to, point, relation }, at) {
    if (kind === 'always') return value;
    if (kind === 'not') return at(parts[0]) === null ? null : !at(parts[0]);
    if (parts.length) {
      const any = kind === 'any';
      const truths = parts.map(at);
      return truths.includes(any) ? any : truths.includes(null) ? null : !any;
    }
    const one = this.known.get(fact);
    const other = operand === 'other' ? this.known.get(to) : point;
    if (one === undefined || other === undefined) return null;
    if (kind === 'holds') return one;
    if (kind === 'among') return values.includes(one);
    if (kind === 'overlaps') return values.some((element) => one.includes(element));
    return kind === 'empty' ? !one.length : COMPARE[relation](one, other);
  }

  answer(decision) {
    const { name } = decision;
    if (!this.answers.has(name)) this.answers.set(name, new Answer(decision, this));
    return this.answers.get(name);
  }
}

/** The open facts of comparisons, each with a value for every cell that these tell apart. */
class Space {
  constructor(kase, atoms) {
    const { program, known } = kase;
    this.known = known;
    this.dated = { [program.roles.date]: kase.bounds() };
    this.mentions = new Map();
    atoms.forEach((atom) => atom.reads.filter((name) => !known.has(name)).forEach((name) => this.note(name, atom)));
    this.implications = [];
    let open = program.implications.filter(({ given, then }) => !known.has(given) && !known.has(then));
    for (let touched = open; touched.length; this.implications.push(...touched)) {
      touched = open.filter(({ given, then }) => this.mentions.has(given) || this.mentions.has(then));
      open = open.filter((one) => !touched.includes(one));
      touched.forEach(({ given, then, value }) => this.mention(given) && this.mention(then).values.push(value));
    }
    this.variables = [];
    this.levels = new Map();
    this.mentions.forEach((mentioned, name) => {
      const add = ([cells, group]) => this.variables.push({ fact: name, cells, group }) - 1;
      this.levels.set(name, this.cells(program.facts.get(name), mentioned).map(add));
    });
  }

  mention(name) {
    if (!this.mentions.has(name)) this.mentions.set(name, { values: [], points: [], linked: [], sets: [], all: false });
    return this.mentions.get(name);
  }

  note(name, { kind, values = [], reads, operand, point }) {
    const mentioned = this.mention(name);
    mentioned.values.push(...values);
    mentioned.sets.push(values);
    mentioned.all ||= kind === 'empty';
    if (operand && operand !== 'other') mentioned.points.push(point);
    for (const other of operand ? reads : []) {
      if (this.known.has(other)) mentioned.points.push(this.known.get(other));
      else mentioned.linked.push(other);
    }
  }

  /** The variables of a fact: the cells of each, and of a set the elements that it stands for. */
  cells({ name, type, values, never }, { values: mentioned, sets, all }) {
    if (type === 'bool') return [[[false, true]]];
    if (type === 'text') return [[[...unique(mentioned), null]]];
    if (type === 'one_of') {
      const others = values.filter((value) => !mentioned.includes(value));
      return [[[...values.filter((value) => mentioned.includes(value)), ...others.slice(0, 1)]]];
    }
    if (type !== 'set_of') return [[this.points(name, type === 'date').concat(never === null ? [] : NEVER)]];
    const told = (value) => `${sets.map((set) => set.includes(value))}`;
    const read = values.filter((value) => all || mentioned.includes(value));
    return unique(read.map(told)).map((key) => [[false, true], read.filter((value) => told(value) === key)]);
  }

  /** A point for every cell of a day or number; facts that are compared share them. */
  points(name, isDay) {
    const linked = new Set([name]);
    for (const one of linked) this.mentions.get(one).linked.forEach((other) => linked.add(other));
    const bounds = [...linked].flatMap((one) => this.dated[one] ?? []).filter((day) => day !== FIRST && day !== LAST);
    const all = [...linked].flatMap((one) => this.mentions.get(one).points).concat(bounds);
    const marks = unique(all).filter((mark) => mark !== NEVER).sort((a, b) => (a < b ? -1 : 1));
    const room = Array.from({ length: linked.size + 1 }, (_, n) => n + 1);
    if (marks.length * room.length > MOST_NODES) throw new RangeError();
    const points = isDay ? daysAround(marks, room) : numbersAround(marks, room);
    const [first, last] = this.dated[name] ?? [];
    return first ? points.filter((day) => first <= day && day <= last) : points;
  }
}

/** The days given, and so many after each and before the first. */
function daysAround(marks, room) {
  const days = marks.length ? marks : ['2000-01-01'];
  const after = days.flatMap((day) => [day, ...room.map((n) => moved(day, n))]);
  return unique([...room.map((n) => moved(days[0], -n)), ...after]).filter((day) => day >= FIRST);
}

/** The numbers given, and so many in every gap between and beyond them. */
function numbersAround(marks, room) {
  if (!marks.length) return room.map((n) => BigInt(n - 1) * ONE);
  const between = (mark, n) => room.map(() => (mark = marks[n + 1] ? (mark + marks[n + 1]) / 2n : mark + ONE));
  return [...room.map((n) => marks[0] - BigInt(n) * ONE), ...marks.flatMap((mark, n) => [mark, ...between(mark, n)])];
}

/** Diagrams over a space: a node is a leaf or branches on the cell of a variable, and equal ones are one node. */
class Diagrams {
  constructor(kase, atoms, prepared, values) {
    this.kase = kase;
    this.prepared = prepared;
    this.space = new Space(kase, atoms);
    this.bit = values > 28 ? 1n : 1; // A set of leaves is a number, each leaf a bit of it.
    this.count = 0;
    this.leaves = new Map();
    this.pairs = new Map();
    this.made = [];
    this.found = [];
    this.steps = [];
    this.cut = [];
    [this.true, this.false, this.impossible] = [true, false, 'impossible'].map((value) => this.leaf(value));
    this.admissible = this.space.implications.reduce((all, { given, then, value }) => {
      const follows = this.choose(this.test(then, (cell) => cell === value), all, this.false);
      return this.choose(this.test(given, (cell) => cell), follows, all);
    }, this.true);
  }

  /** A number for each pair of numbers. */
  pair(one, other) {
    const key = one * 2 ** 17 + other;
    let found = this.pairs.get(key);
    if (found === undefined) this.pairs.set(key, (found = this.pairs.size));
    return found;
  }

  node(level, kids, leaves, value) {
    if (++this.count > MOST_NODES) throw new RangeError();
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
    const [first] = kids;
    if (kids.every((kid) => kid === first)) return first;
    const key = kids.reduce((found, kid) => this.pair(found, kid.id), -1 - level);
    return (this.made[key] ??= this.node(level, kids, kids.reduce((all, kid) => all | kid.leaves, first.leaves)));
  }

  /** The diagram that is `then` where the condition is true, else `other`. */
  choose(condition, then, other) {
    if (then === other || condition === this.true) return then;
    if (condition === this.false) return other;
    if (then === this.true && other === this.false) return condition;
    const key = this.pair(this.pair(condition.id, then.id), other.id);
    if (this.found[key] === undefined) {
      const level = Math.min(condition.level, then.level, other.level);
      const at = (node, n) => (node.level === level ? node.kids[n] : node);
      const kid = (_, n) => this.choose(at(condition, n), at(then, n), at(other, n));
      this.found[key] = this.branch(level, this.space.variables[level].cells.map(kid));
    }
    return this.found[key];
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
    const against = (one) => this.test(to, (cell) => compare(fact === to ? cell : one, cell));
    return this.select(level, variables[level].cells.map(against));
  }

  /** The diagram that is, for every cell of a variable, the branch of that cell. */
  select(level, kids) {
    if (kids.every((kid) => kid.level > level)) return this.branch(level, kids);
    const isAt = (cell) => this.branch(level, kids.map((_, n) => this.leaf(n === cell)));
    return kids.reduce((node, kid, cell) => this.choose(isAt(cell), kid, node));
  }

  /** What a case leaves open of a prepared diagram. */
  cofactor(place) {
    const node = this.prepared.nodes[place];
    if (!Array.isArray(node)) return this.leaf(node);
    const [cells, join] = (this.steps[node[0]] ??= this.step(this.prepared.variables[node[0]]));
    if (cells.length < 2) return this.cofactor(node[cells[0] + 1]);
    return (this.cut[place] ??= join(cells.map((cell) => this.cofactor(node[cell + 1]))));
  }

  /** The cells of a prepared variable that a case leaves open, and how the branches there are joined. */
  step({ fact, cells, group, condition }) {
    const { known, levels, variables } = this.space;
    const cellOf = (value) => (cells.includes(value) ? cells.indexOf(value) : cells.length - 1);
    if (condition !== null) {
      const atom = this.kase.program.conditions[condition];
      const isRead = atom.reads.every((name) => known.has(name) || levels.has(name));
      const settled = this.kase.truths[condition];
      if (settled !== null || !isRead) return [[+settled]];
      const test = this.order(atom);
      return [[0, 1], ([no, yes]) => this.choose(test, yes, no)];
    }
    const value = known.get(fact);
    if (value !== undefined) return [[group ? +group.some((one) => value.includes(one)) : cellOf(value)]];
    // Where the open rules do not tell groups of a set apart, one stands for them.
    const own = levels.get(fact)?.find((level) => !group || group.includes(variables[level].group[0]));
    if (own === undefined) return [[0]];
    return [group ? [0, 1] : variables[own].cells.map(cellOf), (kids) => this.select(own, kids)];
  }

  /** The same, the completions marked that break an implication. */
  possible(place) {
    return this.choose(this.admissible, this.cofactor(place), this.impossible);
  }

  canBe(node, value) {
    return (node.leaves & this.leaf(value).leaves) != 0; // eslint-disable-line eqeqeq -- 0 or 0n
  }

  /** Every node that can be reached by the kids that `goes` lets through. */
  reached(nodes, goes = (node) => node.kids) {
    const seen = new Set(nodes);
    for (const node of seen) for (const kid of goes(node)) seen.add(kid);
    return [...seen];
  }

  /** Whether two diagrams differ at a completion that is possible in both. */
  differ(one, other) {
    if (one === other || one === this.impossible || other === this.impossible) return false;
    if (!this.canBe(one, 'impossible') && !this.canBe(other, 'impossible')) return true;
    const key = this.pair(this.pair(-MOST_NODES, one.id), other.id);
    if (this.found[key] === undefined) {
      const level = Math.min(one.level, other.level);
      const at = (node, n) => (node.level === level ? node.kids[n] : node);
      this.found[key] = this.space.variables[level].cells.some((_, n) => this.differ(at(one, n), at(other, n)));
    }
    return this.found[key];
  }

  /** The facts of which one alone can change the value between possible completions. */
  dependsOn(nodes) {
    const found = new Set();
    for (const { level, kids } of this.reached(nodes)) {
      const fact = this.space.variables[level]?.fact;
      const differs = (one, n) => kids.some((other, m) => m < n && this.differ(other, one));
      if (!found.has(fact) && kids.some(differs)) found.add(fact);
    }
    return found;
  }

  /** How many outcomes each answer about any one variable leaves, by level and cell. */
  survey(nodes) {
    const { variables } = this.space;
    const nothing = this.bit - this.bit;
    const counts = variables.map(({ cells }) => cells.map(() => 0));
    for (const node of nodes) {
      const below = variables.map(({ cells }) => cells.map(() => nothing));
      const past = variables.map(() => nothing);
      const edge = (from, to) => {
        for (let level = from + 1; level < Math.min(to.level, past.length); level++) past[level] |= to.leaves;
      };
      edge(-1, node);
      for (const { level, kids } of this.reached([node])) {
        kids.forEach((kid, n) => {
          below[level][n] |= kid.leaves;
          edge(level, kid);
        });
      }
      below.forEach((cells, level) => cells.forEach((leaves, n) => (counts[level][n] += this.size(leaves | past[level]))));
    }
    return counts;
  }

  size(leaves) {
    return [...this.leaves.values()].filter((leaf) => leaf !== this.impossible && (leaves & leaf.leaves) != 0).length; // eslint-disable-line eqeqeq
  }

  /** How many outcomes the answers about a fact leave possible, as a sum and the number of answers. */
  weight(nodes, fact, counts) {
    const levels = this.space.levels.get(fact);
    if (!this.space.variables[levels[0]].group) return [counts[levels[0]].reduce((all, n) => all + n), counts[levels[0]].length];
    const goes = (answer) => ({ level, kids }) => (levels.includes(level) ? [kids[+(level === answer)]] : kids);
    const left = [-1, ...levels].flatMap((answer) => nodes.flatMap((node) => this.reached([node], goes(answer))));
    return [left.filter((node) => !node.kids.length && node !== this.impossible).length, levels.length + 1];
  }
}

/** What a decision comes to in a case. */
class Answer {
  constructor(decision, kase) {
    this.decision = decision;
    this.case = kase;
    const { day, truths, program } = kase;
    this.program = program;
    const version = day === null ? decision.undated
      : decision.versions.filter(({ since }) => since <= day).at(-1) ?? decision.versions[0];
    const { standing, diagrams } = version;
    this.rules = standing.map(({ rule, own, waits }) => ({ ...decision.rules[rule], own: truths[own], waits }));
    this.rows = this.rules.filter(({ effects, otherwise }) => effects.length && !otherwise);
    const holds = this.rules.map((rule) => this.holds(rule));
    const atoms = unique(standing.filter((_, n) => holds[n] === null).flatMap((one) => one.atoms));
    try {
      const read = atoms.map((place) => program.conditions[place]);
      this.find(holds, new Diagrams(kase, read, diagrams ?? {}, decision.values.length));
    } catch (error) {
      if (diagrams && !(error instanceof RangeError)) throw error;
      program.refuse('GZ414', 'decision');
    }
  }

  /** Whether a rule holds, by three-valued logic. */
  holds(rule) {
    const others = this.rows.slice(0, rule.waits).map(({ own }) => own);
    if (rule.own === false || others.includes(true)) return false;
    return others.includes(null) ? null : rule.own;
  }

  find(holds, diagrams) {
    const { values, combine } = this.decision;
    const { rules, outcome } = diagrams.prepared;
    const exactly = (node) => (diagrams.canBe(node, true) ? !diagrams.canBe(node, false) || null : false);
    const truths = holds.map((true_, n) => (true_ === null ? exactly(diagrams.possible(rules[n])) : true_));
    this.diagrams = diagrams;
    this.nodes = outcome.map((place) => diagrams.possible(place));
    this.holding = this.rules.filter((_, n) => truths[n]);
    this.maybe = this.rules.filter((_, n) => truths[n] === null);
    this.noRule = this.holding.some(({ effects }) => effects.includes(NO_RULE));
    const can = this.nodes.map(exactly);
    const collected = (true_) => values.filter((_, n) => combine === 'all' && can[n] === true_);
    [this.values, this.pending] = [collected(true), collected(null)];
    this.possible = values.filter((_, n) => combine !== 'all' && diagrams.canBe(this.nodes[0], n));
    this.final = this.possible.length === 1 ? this.possible : this.values;
    this.settled = this.possible.length < 2 && !this.pending.length;
  }

  /** The rules that hold, and those that may where only together they settle one of some values. */
  groundsOf(final) {
    const sure = this.holding.flatMap(({ effects }) => effects);
    const given = (rule) => rule.effects.filter((one) => one !== NO_RULE);
    const jointly = (rule) => rule.effects.filter((one) => final.includes(one) && !sure.includes(one));
    return [
      ...this.holding.flatMap((rule) => this.grounds(rule, given(rule), true)),
      ...this.maybe.flatMap((rule) => this.grounds(rule, jointly(rule), false)),
    ];
  }

  grounds(rule, effects, certain) {
    if (!effects.length) return [];
    const [names, facts, fact_codes] = [new Set(), {}, {}];
    const { known, truths } = this.case;
    if (certain) this.witness(rule.holds, true, truths[rule.holds] === true, names);
    for (const name of [...names].filter((one) => known.has(one))) {
      const fact = this.program.facts.get(name);
      const code = (one) => fact.options.find(({ value }) => value === one).code;
      const value = facts[name] = plainValue(fact, known.get(name));
      if (Array.isArray(value)) fact_codes[name] = value.map(code);
      else if (fact.values.length || value === fact.never) fact_codes[name] = code(value);
    }
    const { name, title, reading } = rule;
    const rest = { certain, facts, fact_codes, reading, basis: this.cite(rule.basis), because: this.because(rule) };
    const ground = (effect) => ({ effect, code: this.code(effect), ...rest });
    return effects.map((effect) => ({ decision: this.decision.name, rule: name, title, ...ground(effect) }));
  }

  code(value) {
    return this.decision.codes[this.decision.values.indexOf(value)];
  }

  /** Collects the facts that make a condition what it is. */
  witness(place, want, certain, names) {
    const { kind, parts, reads, fact, operand } = this.program.conditions[place];
    const isDay = fact === this.program.roles.date && operand && operand !== 'other';
    if (!parts.length && !isDay) reads.forEach((name) => names.add(name));
    const each = certain && (kind === 'all') === want;
    for (const part of parts) {
      if (kind === 'not') this.witness(part, !want, certain, names);
      else if (each || this.case.truths[part] === want) this.witness(part, want, true, names);
    }
  }

  /** The grounds of other decisions on which it rests that a rule holds, or may hold. */
  because(rule) {
    const { conditions, decisions } = this.program;
    const counted = new Map();
    const choices = [];
    const ask = (name) => this.case.answer(decisions.get(name));
    const truth = (place) => (conditions[place].decision ? came(conditions[place]) : this.case.truth(conditions[place], truth));
    const came = ({ decision, values }) => {
      const { noRule, possible, values: certain, pending } = ask(decision);
      const are = (some) => some.filter((value) => values.includes(value)).length;
      if (possible.length && !noRule) return are(possible) > 0 && (are(possible) === possible.length || null);
      return are(certain) ? true : are(pending) ? null : false;
    };
    const read = (place) => [conditions[place].decision ?? [], ...conditions[place].parts.map(read)].flat(Infinity);
    const on = (place, want, sparing) => {
      const { kind, parts, decision, values } = conditions[place];
      if (decision) {
        const { noRule, possible } = ask(decision);
        const others = noRule ? [] : possible.filter((value) => !values.includes(value));
        counted.set(decision, [...(counted.get(decision) ?? []), ...(want ? values : others)]);
      } else if (kind === 'not') on(parts[0], !want, sparing);
      else if (parts.length && (kind === 'all') !== want) choices.push([parts, want, sparing]);
      else parts.forEach((part) => on(part, want, sparing));
    };
    const choose = () => {
      for (const [parts, want, sparing] of choices) {
        const holding = parts.filter((part) => truth(part) === want);
        const isThere = (names) => names.every((one) => counted.has(one)) && (sparing || names.length);
        const counts = holding.length ? holding : parts.filter((part) => truth(part) === null);
        if (!holding.map(read).some(isThere)) counts.forEach((part) => on(part, want, sparing));
      }
      choices.length = 0;
    };
    if (rule.reads !== null) on(rule.reads, true, false);
    choose();
    for (const { reads, effects, alive } of this.rows.slice(0, rule.waits)) {
      const isOther = reads !== null && !rule.effects.includes(effects[0]);
      if (isOther && this.case.truths[alive] !== false) on(reads, false, true);
    }
    choose();
    return [...counted].flatMap(([name, values]) => ask(name).leadingTo(values));
  }

  leadingTo(values) {
    const came = [...this.possible, ...this.values, ...this.pending].filter((value) => values.includes(value));
    const isFinal = (value) => this.final.includes(value);
    return this.groundsOf(came.every(isFinal) ? this.final : came).filter(({ effect }) => came.includes(effect))
      .map((one) => ({ ...one, certain: one.certain && isFinal(one.effect) }));
  }

  /** The provisions of a basis that are in force on the day; all where none is. */
  cite(basis) {
    const { day } = this.case;
    const all = basis.map((place) => this.program.provisions[place]);
    const standing = all.filter(({ since, until }) => day === null || (since <= day && day <= until));
    return (standing.length ? standing : all).map(({ since, until, ...citation }) => citation);
  }

  said(occasion, fields, basis = []) {
    const fill = (text) => text.replace(/{(\w+)}/g, (_, name) => fields[name]);
    const { rule, text } = this.program.caveats[occasion];
    return { rule: fill(rule), text: fill(text), basis };
  }

  ofRules(rules) {
    return rules.filter(({ caveat }) => caveat !== null)
      .map(({ name, caveat, basis }) => ({ rule: name, text: caveat, basis: this.cite(basis) }));
  }

  /** What lies before or after law: where the day certainly does, or where it only may. */
  untimely(certain, above) {
    const { words, levels, list, roles } = this.program;
    const { day, item } = this.case;
    const [first, last] = day === null ? this.case.days() : [day, day];
    const lead = certain ? words.lead : words.lead_open;
    const lies = (may, must) => (certain ? must : may && !must);
    const found = [];
    for (const { label: document, since, until } of levels.slice(1)) {
      if (lies(first < since, last < since)) found.push(this.said('before', { document, day: since, lead, above }));
      if (lies(last > until, first > until)) found.push(this.said('after', { document, day: until, lead, above }));
    }
    const published = item && list.published;
    if (item && lies(first < published, last < published)) {
      found.push(this.said('unpublished', { list: list.title, day: published, lead }, this.cite(list.basis)));
    }
    return roles.date === null ? [] : found;
  }

  caveats(grounds) {
    const { words, jurisdiction, list } = this.program;
    const { day, overridden } = this.case;
    const fields = { jurisdiction: jurisdiction.name, decision: this.decision.name };
    const on = day === null ? '' : words.day.replace('{day}', day);
    const inferred = ({ rule, title, basis }) => {
      if (!basis.length || basis.some(({ certainty }) => certainty === 'text' || certainty === 'seen')) return [];
      const where = unique(basis.map(({ document }) => document)).join(words.comma);
      const known = basis.every(({ certainty }) => certainty === 'weak') ? words.weak : words.inferred;
      return [this.said('inferred', { rule, title, where, known }, basis)];
    };
    const found = [
      ...(this.noRule ? [this.said('no_rule', { ...fields, day: on })] : []),
      ...this.ofRules(this.holding),
      ...overridden.map((fact) => this.said('presumed', { fact }, this.cite(list.presumes_basis))),
      ...this.untimely(true, this.noRule ? '' : words.above),
      ...grounds.flatMap(inferred),
    ];
    return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
  }

  /** The facts that can still change the outcome, the most decisive first. */
  asked() {
    if (this.settled) return [];
    const { facts } = this.program;
    const turning = this.diagrams.dependsOn(this.nodes);
    const counts = this.diagrams.survey(this.nodes);
    const weighed = [...facts.keys()].filter((name) => turning.has(name))
      .map((name) => [name, ...this.diagrams.weight(this.nodes, name, counts)]);
    const waiting = weighed.sort(([, left, of], [, other, others]) => left * others - other * of).map(([name]) => name);
    const isReady = (name) => !facts.get(name).excepts.some((one) => waiting.includes(one));
    return waiting.map((name) => name).map(() => waiting.splice(Math.max(waiting.findIndex(isReady), 0), 1)[0]);
  }

  question(name) {
    const { name: fact, values, options, excepts, ...rest } = this.program.facts.get(name);
    const reads = ({ effects, otherwise, facts }) => effects.length && !otherwise && facts.includes(name);
    const because = this.maybe.filter(reads).map(({ name: rule, title, basis }) => (
      { rule, title, provisions: this.cite(basis).map(({ provision }) => provision) }));
    return { fact, ...rest, because, ...(values.length && { values }), ...(options.length && { options }) };
  }

  /** The questions whose answers can change what the applicant must do. */
  mattering() {
    const { possible, settled, noRule, decision, diagrams } = this;
    const says = unique(possible.map((value) => decision.says[decision.values.indexOf(value)]));
    if (settled || noRule || (says.length === 1 && says[0])) return [];
    const { follows } = diagrams.prepared;
    const facts = follows === null ? null : diagrams.dependsOn([diagrams.possible(follows)]);
    return this.asked().filter((name) => !facts || facts.has(name)).map((name) => this.question(name));
  }

  toJSON() {
    const { decision, noRule, program, settled } = this;
    const { day, item } = this.case;
    const [possible, values, pending] = noRule ? [[], [], []] : [this.possible, this.values, this.pending];
    const outcome = settled ? possible[0] ?? null : '待补充';
    const grounds = this.groundsOf(this.final);
    const { number, certificate, matter, kind } = item ?? {};
    return {
      jurisdiction: program.jurisdiction.name,
      decision: decision.name,
      outcome: noRule ? NO_RULE : outcome,
      code: noRule ? 'no_rule' : settled ? this.code(outcome) ?? null : 'pending',
      possible,
      settled,
      values,
      pending,
      codes: Object.fromEntries([...possible, ...values, ...pending].map((value) => [value, this.code(value)])),
      date: day,
      item: item && { number, certificate: certificate || null, matter, ...(kind !== '证明' && { kind }) },
      grounds,
      caveats: this.caveats(grounds),
      pending_caveats: [...this.ofRules(this.maybe), ...this.untimely(false, program.words.above)],
      questions: this.asked().map((name) => this.question(name)),
      program: { digest: program.digest, version: program.version },
    };
  }
}

/** The law of one jurisdiction. */
export class Program {
  constructor(json) {
    if (json?.format !== FORMAT) throw new CaseError([{ code: 'GZ720', message: `应为 ${FORMAT}`, path: ['format'] }]);
    Object.assign(this, json);
    [this.root] = json.levels;
    this.facts = new Map(json.facts.map((fact) => [fact.name, fact]));
    this.names = new Map(json.facts.flatMap(({ name, api }) => [[api, name], [name, name]]));
    this.conditions = json.conditions.map((one) => ({
      parts: [],
      ...one,
      reads: [one.fact, one.operand === 'other' ? one.to : undefined].filter(Boolean),
      point: one.operand === 'number' ? scaled(one.to) : one.to ?? NEVER,
    }));
    this.decisions = new Map(json.decisions.flatMap((one) => [[one.api, one], [one.name, one]]));
    const known = (facts) => new Map(facts.map(({ fact, value }) => [fact, this.value(this.facts.get(fact), value)]));
    const items = json.list?.items.map((item) => ({ ...item, known: known(item.facts) }));
    if (json.list) this.list = { ...json.list, items, presumes: known(json.list.presumes) };
  }

  /** A program of the text of its file, which is held against its checksum. */
  static async read(text) {
    const { checksum, ...rest } = JSON.parse(text);
    const crypto = globalThis.crypto ?? (await import('node:crypto')).webcrypto;
    const written = (one) => (isGroup(one) ? Object.fromEntries(Object.entries(one).sort()) : one);
    const bytes = new TextEncoder().encode(JSON.stringify(rest, (_, one) => written(one)));
    const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))];
    const program = new Program({ checksum, ...rest });
    if (`sha256:${digest.map((byte) => byte.toString(16).padStart(2, '0')).join('')}` === checksum) return program;
    throw new CaseError([{ code: 'GZ721', message: '内容与 checksum 对不上', path: ['checksum'] }]);
  }

  value(fact, value) {
    return fact.type === 'number' ? scaled(value) : readValue(fact, value);
  }

  fact(name) {
    return this.facts.get(this.names.get(name));
  }

  isGroup(name) {
    return [...this.names.keys()].some((one) => one.startsWith(`${name}.`));
  }

  found(kase, decision) {
    return this.decisions.has(decision) ? kase.answer(this.decisions.get(decision)) : this.refuse('GZ610', 'decision');
  }

  refuse(code, ...path) {
    throw new CaseError([{ code, message: this.problems[code], path }]);
  }

  /** What `gaozhi decide --json` says of the facts. Throws CaseError. */
  decide(facts, decision = this.default, { item, on } = {}) {
    return this.found(new Case(this, facts, item, on), decision).toJSON();
  }

  /** Where a conversation stands: its data are those of gaozhi's own interviews. Throws CaseError. */
  interview({ decisions, item, date, facts = {}, answers = [], at = answers.length }) {
    const named = ({ fact, value }) => [this.names.get(fact) ?? fact, value];
    const taken = answers.slice(0, at).map(named);
    const given = taken.filter(([, value]) => isKnown(value));
    const skipped = taken.filter(([, value]) => !isKnown(value)).map(([name]) => name);
    const kase = new Case(this, { ...facts, ...Object.fromEntries(given) }, item, date);
    const found = decisions.map((name) => this.found(kase, name));
    const all = found.flatMap((one) => one.mattering());
    const about = (name) => all.find(({ fact }) => fact === name);
    const questions = unique(all.map(({ fact }) => fact)).filter((name) => !skipped.includes(name)).map(about);
    const [back] = at < answers.length ? named(answers[at]) : [];
    const next = back ? about(back) ?? { ...found[0].question(back), because: [] } : questions[0] ?? null;
    return { next, questions, decisions: found.map((one) => one.toJSON()) };
  }

  /** The data of a conversation with one more answer, null for not known; and what had to go for it. */
  answer(data, fact, value) {
    const { facts = {}, answers = [], at = answers.length } = data;
    const name = this.names.get(fact) ?? fact;
    const isSame = (one) => (this.names.get(one.fact) ?? one.fact) === name;
    if (Object.hasOwn(facts, name)) {
      if (same(facts[name], value)) return [data, []];
      this.refuse('GZ612', name);
    }
    const before = answers.slice(0, at).findIndex(isSame);
    const place = before < 0 ? at : before;
    const kept = [...answers.slice(0, place), { fact: name, value }];
    const isPossible = (some) => this.interview({ ...data, answers: some, at: some.length });
    isPossible(kept);
    const lost = [];
    for (const one of answers.slice(place).filter((other) => !isSame(other))) {
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
