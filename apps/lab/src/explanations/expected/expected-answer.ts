/**
 * What a person may ask about what became of something, and what the answer has to be. Written before there was an explainer, by
 * somebody who had not seen one; docs/explanations.md says how it is read and who may change it.
 */

/** What can be asked about. AI actions are not among them: there are none yet. */
export const subjectKinds = ['run', 'step', 'task', 'request', 'record', 'effect', 'delivery'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const questionWays = ['why', 'why_not', 'what_would_change'] as const;
export type QuestionWay = (typeof questionWays)[number];

/** Kinds of facts as the engine calls them; a spec holds them against the engine's own. */
export const factKinds = [
  'run_started', 'condition_evaluated', 'branch_taken', 'step_skipped', 'step_done', 'task_opened', 'signature_served', 'approver_missing', 'candidates_changed', 'signer_added', 'signer_removed',
  'decided', 'decision_revoked', 'task_closed', 'task_expired', 'returned', 'went_back', 'revised', 'wait_started', 'wait_over', 'step_left', 'migrated', 'effect_wanted', 'reversed',
  'compensation_begun', 'effect_let_go', 'compensation_wanted', 'compensation_ended', 'compensated', 'ended',
] as const;
export type FactKind = (typeof factKinds)[number];

/** Part of a recorded value. Where the record has the id of a member, role, endpoint or the like, its name stands here. A list is matched whole, in any order. */
export type Part = null | boolean | number | string | readonly Part[] | { readonly [key: string]: Part };
export type Parts = { readonly [key: string]: Part };

/** A request that a case of a log became. `at` events were carried out when the question is asked; all of them where it is left out. */
export interface InLog {
  readonly log: 'RequestForPayment' | 'DomesticDeclarations';
  readonly caseId: string;
  readonly at?: number;
  /** Which of the requests that the case became, from 1. */
  readonly request: number;
}

/** A request of a scenario, by what its act calls it. `at` acts were carried out when the question is asked; all of them where it is left out. */
export interface InScenario {
  readonly scenario: string;
  readonly at?: number;
  readonly request: string;
}

export type Place = InLog | InScenario;

/** What the question is about, within its place. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly place: Place;
  /** Of a step, a task, an effect or a delivery: its step. Of a record: the step that is signed with it. */
  readonly stepId?: string;
  /** Of a task: its number in the run. */
  readonly number?: number;
  /** Of a task: the member whom the question is about; whoever asks, where it is left out. */
  readonly member?: string;
  /** Of an effect: what undoes the effect of the step. */
  readonly undoing?: true;
}

/** Who asks: a member by name; or somebody who is no member of the company. */
export type Asker = { readonly member: string } | { readonly foreigner: true };

/** A fact of the subject's run, and which of several that fit, from 1. Of another request of the case where `request` says so. */
export interface FactRef {
  readonly fact: FactKind;
  readonly with: Parts;
  readonly nth?: number;
  readonly request?: number | string;
}

/** An audit entry of the company, and which of several that fit, from 1. `about` is the subject request, unless it is said otherwise. */
export interface EntryRef {
  readonly entry: string;
  readonly with: Parts;
  readonly nth?: number;
  readonly about?: 'anything' | number | string;
}

/** What is decided by. `says` is the rule in plain words. */
export type Rule =
  /** `at` leads from a step to the rule within it; `is` is what stands there, ids by their names. */
  | { readonly of: 'workflow'; readonly version: number; readonly stepId: string; readonly at: string; readonly is: Part; readonly says: string }
  | { readonly of: 'request_type'; readonly version: number; readonly at: 'immaterialFields' | 'tolerances'; readonly is: Part; readonly says: string }
  /** What somebody may do: a permission. */
  | { readonly of: 'right'; readonly permission: string; readonly says: string }
  /** Settings that have no versions: what they were is what the entry says by which they were made. */
  | { readonly of: 'delegation' | 'authority_limit' | 'endpoint' | 'connection' | 'membership'; readonly set: EntryRef; readonly says: string }
  /** What holds in every company, and nobody can set. */
  | { readonly of: 'product'; readonly says: string };

/** One link of the chain: what became true, by which entry, by which rule, from which values. */
export interface Link {
  readonly says: string;
  readonly fact?: FactRef;
  readonly entry: EntryRef;
  readonly rule?: Rule;
  /** The values that the rule was given, by what they are. */
  readonly inputs?: Parts;
}

/** A rule that was near, and why it was not what decided. `asOfNow`: it was not evaluated; this is what it says of what holds now, and the answer has to say so. */
export interface Near {
  readonly says: string;
  readonly rule: Rule;
  readonly fact?: FactRef;
  readonly inputs: Parts;
  readonly asOfNow?: true;
}

/** What would make it otherwise, and the operation by which it is done; null where no operation of the product does it. */
export interface WouldChange {
  readonly says: string;
  readonly operation: string | null;
}

interface Question {
  /** Never given to another question. */
  readonly id: string;
  readonly way: QuestionWay;
  /** In the words of somebody who uses the product. */
  readonly question: string;
  readonly subject: Subject;
  readonly asker: Asker;
}

export type ExpectedAnswer = Question &
  (
    | {
        /** `in_part`: the same, without what `withheld` names, since the asker may not see it; it is not said that something is missing of whose existence they may not know. */
        readonly given: 'in_full' | 'in_part';
        readonly withheld?: readonly string[];
        /** One sentence, in the tenant's words. */
        readonly answer: string;
        /** Without which it would be no answer: names and values that the sentence has to hold. */
        readonly mentions: readonly string[];
        readonly chain: readonly Link[];
        readonly near: readonly Near[];
        readonly wouldChange: readonly WouldChange[];
      }
    | { readonly given: 'refused'; readonly refusal: 'not_found' }
  );
