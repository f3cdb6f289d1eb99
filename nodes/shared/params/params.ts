import type { INodeProperties } from 'n8n-workflow';

import type { PersonRef } from './personRef';
import type { NumberRule } from '../values/number';

/**
 * Typed reads of a form, of a collection in it, or of a row: the same everywhere, and the only way to a value.
 * What was not given counts as its default; for the reads that end in `IfAny` as nothing. Faults are
 * InputErrors that name the field as the user sees it.
 */
export interface FormReader {
	/** Display name of a field; of one in a row with its place: `Buttons > URL 2`. */
	label(name: string): string;
	/** Whether a field of a collection was added. */
	has(name: string): boolean;

	/** '' when there is none. */
	text(name: string): string;
	textIfAny(name: string): string | undefined;
	/** Text that says something, without blanks around it. */
	filled(name: string): string;
	/** Text that may be an ID: numbers that have lost digits are refused. */
	exactText(name: string): string;
	/** The entries of a list of texts; may be empty. */
	texts(name: string): string[];
	/** A text, or where an expression gives a list, its entries, each whole. */
	textOrList(name: string): string | string[];
	flag(name: string): boolean;
	flagIfAny(name: string): boolean | undefined;
	number(name: string, rule?: NumberRule): number;
	numberIfAny(name: string, rule?: NumberRule): number | undefined;
	/** Unix ms. @param timeZone of dates without offset. @default the workflow's */
	time(name: string, timeZone?: string): number;
	/** Like `time`; undefined for an empty field too. */
	timeIfAny(name: string, timeZone?: string): number | undefined;
	/** A date as it was given, for `toTime` and `toDay` where its zone is known later only. */
	date(name: string): unknown;
	/** One of the options of a dropdown. */
	choice<T extends string | number = string>(name: string): T;
	choiceIfAny<T extends string | number = string>(name: string): T | undefined;
	/** Some of the options of a dropdown. */
	choices<T extends string>(name: string): T[];
	choicesIfAny<T extends string>(name: string): T[] | undefined;

	/** One ID, from a plain field or a resource locator; never empty. */
	id(name: string): string;
	/** The same; '' when there is none. */
	idIfAny(name: string): string;
	/** Several IDs, each once; may be empty. */
	ids(name: string): string[];
	/** Like `ids`; DingTalk's own IDs of people too, which outsiders have alone. */
	idsOfAnybody(name: string): string[];
	/** Like `ids`, with at least one and at most `max` entries. */
	idList(name: string, max?: number): string[];
	/** Mode and ID of a resource locator; a plain value has no mode. The ID is never empty. */
	locator(name: string): { mode: string; value: string };
	/** The person of a person picker; a plain value is a userId. */
	person(name: string): PersonRef;
	personIfAny(name: string): PersonRef | undefined;
	/** The people of a `peopleField`, or userIds by an expression in its place; each once, pickers first. */
	people(name: string): PersonRef[];
	/** Like `people`; outsiders too, whom DingTalk's own IDs name. */
	anybody(name: string): PersonRef[];
	/** The IDs of a field for several departments, groups or rooms; each once, pickers first. */
	several(name: string): string[];

	/** An object that is sent as it is, given as such or as JSON text; numbers beyond 2^53 become bigint. */
	json(name: string): unknown;
	/** An object of which parts are used, each by its own reader; may hold numbers that have lost digits. */
	payload(name: string): unknown;
	/** A collection such as Options or Additional Fields. */
	group(name: string): FormReader;
	/** The rows of a fixed collection. */
	rows(name: string, key: string): FormReader[];
	/** The fields of a fixed collection without rows, or undefined where it was not added. */
	part(name: string, key: string): FormReader | undefined;
	/** Most results to return: what Limit says, or Infinity when Return All is on. */
	limit(): number;
}

/** The reader of one item's parameters. */
export type ItemReader = FormReader;

/** Where a reader finds its fields. */
export interface Form {
	fields: readonly INodeProperties[];
	/** `NOT_GIVEN` where the field is hidden or was not added. */
	get(name: string): unknown;
	/** Of dates without offset, and of dates in texts. */
	timeZone(): string;
	/** @default the display name alone */
	label?(displayName: string): string;
}
