/** Types of gaozhi.mjs. What every part means: docs/integrators/program.md. */

/** A value of a fact as JSON has it; null and undefined are not known. */
export type Value = boolean | string | number | bigint | readonly string[] | null | undefined;

/** Facts by name or api name, flat or nested. */
export interface Facts {
  readonly [name: string]: Value | Facts;
}

/** The number of an item in the list, or its names exactly as the list has them. */
export type ItemKey = number | { certificate?: string; matter: string; kind?: string };

export interface Options {
  item?: ItemKey | null;
  /** The day of the decision, as 2021-05-25; without it the day is open. */
  on?: string | null;
}

/** A provision as it is quoted. Answers share it, so it cannot be changed. */
export interface Citation {
  readonly provision: string;
  readonly document: string;
  readonly locator: string;
  readonly quote: string | null;
  readonly means: string;
  readonly certainty: 'text' | 'seen' | 'inferred' | 'weak';
}

export interface Ground {
  decision: string;
  rule: string;
  title: string;
  effect: string;
  code: string;
  /** False where several rules settle the outcome together, and this one only may hold. */
  certain: boolean;
  facts: Record<string, boolean | string | number | string[]>;
  fact_codes: Record<string, string | string[]>;
  reading: { taken: string; other: string } | null;
  basis: Citation[];
  because: Ground[];
}

export interface Caveat {
  rule: string;
  text: string;
  basis: Citation[];
}

export interface Question {
  fact: string;
  api: string;
  type: 'bool' | 'date' | 'text' | 'number' | 'one_of' | 'set_of';
  ask: string;
  values?: string[];
  options?: { value: string; code: string }[];
  label: string;
  group: string;
  ask_applicant: string | null;
  note: string | null;
  never: string | null;
  identity: boolean;
  answered_by: string | null;
  because: { rule: string; title: string; provisions: string[] }[];
}

/** The answer, in the shape of `gaozhi decide --json`. */
export interface Decision {
  jurisdiction: string;
  decision: string;
  outcome: string | null;
  code: string | null;
  possible: string[];
  settled: boolean;
  values: string[];
  pending: string[];
  codes: Record<string, string>;
  date: string | null;
  item: { number: number; certificate: string | null; matter: string; kind?: string } | null;
  grounds: Ground[];
  caveats: Caveat[];
  pending_caveats: Caveat[];
  questions: Question[];
  program: { digest: string; version: string };
}

/** A conversation, as gaozhi's own interviews are written down. An answer of null is not known. */
export interface Conversation {
  decisions: readonly string[];
  item?: ItemKey | null;
  date?: string | null;
  /** What is known beforehand and not asked for. */
  facts?: Facts;
  answers?: readonly { fact: string; value: Value }[];
  /** How many answers are in effect; those after it were gone back from, and are not lost. */
  at?: number;
}

export interface Standing {
  /** The question to put; null where no answer can change what the applicant must do. */
  next: Question | null;
  questions: Question[];
  decisions: Decision[];
}

export interface Problem {
  /** A code of docs/diagnostics, GZ601. */
  code: string;
  message: string;
  path: string[];
}

/** What cannot be decided, with every reason. */
export declare class CaseError extends Error {
  constructor(problems: Problem[]);
  readonly problems: Problem[];
}

/** The law of one jurisdiction. Immutable: it may be shared. */
export declare class Program {
  /** @param json the parsed program.json, which is kept. Throws CaseError (GZ720). */
  constructor(json: object);
  /** A program of the text of program.json (GZ720), held against its checksum (GZ721). */
  static read(text: string): Promise<Program>;
  readonly digest: string;
  readonly version: string;
  readonly jurisdiction: { id: string; name: string; code: string | null };
  /** Decides about the facts; without a name, the program's default decision. Throws CaseError. */
  decide(facts: Facts, decision?: string, options?: Options): Decision;
  /** Where a conversation stands. Throws CaseError. */
  interview(conversation: Conversation): Standing;
  /**
   * The conversation with one more answer, or another in place of an earlier one; and the facts
   * whose answers had to go since they are impossible now. Throws CaseError; nothing is lost then.
   */
  answer<T extends Conversation>(conversation: T, fact: string, value: Value): [T, string[]];
}
