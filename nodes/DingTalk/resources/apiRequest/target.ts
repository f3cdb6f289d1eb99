import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import type { BaseUrls, Host } from '../../../shared/wire/hosts';
import { hostOfPath, hostOfUrl, pathBelow } from '../../../shared/wire/hosts';

export interface Target {
	host: Host;
	path: string;
	query: IDataObject;
}

/**
 * Host, path and query of what the user typed: a path, or a whole URL below one of the credential's base
 * URLs. A pasted `access_token` is dropped: the credential supplies the current one.
 *
 * @throws InputError for a foreign host, so that the token goes nowhere else
 */
export function toTarget(typed: string, chosen: Host | 'auto', bases: BaseUrls): Target {
	const text = typed.trim();
	const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith('//');
	if (!isUrl && !text.startsWith('/')) {
		throw new InputError(
			'Path',
			`does not start with a slash: ${text.slice(0, 100)}`,
			'Give a path such as /v1.0/contact/users/search',
		);
	}
	const host = isUrl ? hostOfUrl(text, bases) : chosen === 'auto' ? hostOfPath(text) : chosen;
	// A path such as /../other must not climb out of a base URL that has a path of its own.
	const url = isUrl ? text : `${bases[host as Host]}${text}`;
	const path = host && pathBelow(url, bases[host]);
	if (host === undefined || path === undefined) {
		throw new InputError(
			'Path',
			"leads to a host that is not the credential's",
			`Give a path, or a URL below ${bases.api} or ${bases.oapi}; the access token is sent nowhere else`,
		);
	}
	return { host, path, query: toQuery([...new URL(url).searchParams]) };
}

/** Query parameters by name; a repeated name keeps all its values. A pasted access token is dropped. */
export function toQuery(parameters: Array<[name: string, value: unknown]>): IDataObject {
	const query: Record<string, unknown[]> = {};
	for (const [name, value] of parameters) {
		if (name !== '' && name !== 'access_token') (query[name] ??= []).push(value);
	}
	return Object.fromEntries(
		Object.entries(query).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
	) as IDataObject;
}
