import { readFileSync, readdirSync } from 'node:fs';

/** The two hosts of DingTalk: `api` = api.dingtalk.com, `oapi` = oapi.dingtalk.com. */
export type HostName = 'api' | 'oapi';

/**
 * JSON types a parameter may have; those with brackets are arrays. An `id` is a whole number
 * of up to 64 bits; its digits may come as text too [unverified]. Behaviours get it as text.
 */
export type ParamType =
	| 'string'
	| 'number'
	| 'integer'
	| 'id'
	| 'boolean'
	| 'object'
	| 'string[]'
	| 'integer[]'
	| 'string[][]'
	| 'number[][]'
	| 'object[]'
	| 'object[][]';

/** What the contract says about one parameter. */
export interface ParamSpec {
	type: ParamType;
	required?: boolean;
	enum?: Array<string | number>;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	/** In characters (UTF-16 units, as DingTalk's Java counts them). */
	maxLength?: number;
	/** In UTF-8 bytes; objects count as their JSON. */
	maxBytes?: number;
	minItems?: number;
	maxItems?: number;
	/** Parameters of an object, or of each object in a list. */
	fields?: Record<string, ParamSpec>;
	/** Error code when it is missing, of a wrong kind, or over a maximum. */
	missing?: string;
	invalid?: string;
	over?: string;
	/** What these errors say here, where one code has many texts. */
	texts?: { missing?: string; invalid?: string; over?: string };
}

/** An error the documentation lists for an endpoint. */
export interface ErrorSpec {
	http?: number;
	code?: string;
	errcode?: number;
	message?: string;
}

/** One endpoint of the contract. */
export interface Endpoint {
	id: string;
	host: HostName;
	method: string;
	/** May hold `{names}`. */
	path: string;
	auth: 'none' | 'header' | 'query' | 'webhook' | 'session';
	/** Closed to new apps: those get 60011. */
	legacy?: boolean;
	scope?: string;
	contentTypes?: Array<'json' | 'form' | 'multipart'>;
	query?: Record<string, ParamSpec>;
	body?: Record<string, ParamSpec>;
	limits?: Record<string, unknown>;
	/** Default error codes of this endpoint for bad and missing parameters. */
	invalid?: string;
	missing?: string;
	errors?: ErrorSpec[];
	/** What is guessed about this endpoint. */
	unverified?: string;
	source: string;
}

const FOLDER = new URL('./endpoints/', import.meta.url);

/** Every endpoint the sandbox serves, from the files in `endpoints/`. */
export const ENDPOINTS: Endpoint[] = readdirSync(FOLDER)
	.sort()
	.flatMap((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Endpoint[]);
