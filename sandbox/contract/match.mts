import type { Endpoint, HostName } from './load.mts';

interface Route {
	endpoint: Endpoint;
	pattern: RegExp;
	names: string[];
	dynamic: boolean;
}

/** What a path turned out to be. `wrongMethod` means the path is known, but not for this method. */
export type Match =
	| { kind: 'found'; endpoint: Endpoint; pathParams: Record<string, string> }
	| { kind: 'wrongMethod'; endpoint: Endpoint }
	| { kind: 'unknown' };

function compile(endpoint: Endpoint): Route {
	const names: string[] = [];
	const source = endpoint.path
		.split(/(\{\w+\})/)
		.map((part) => {
			if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
			names.push(part.slice(1, -1));
			return '([^/]+)';
		})
		.join('');
	return { endpoint, pattern: new RegExp(`^${source}$`), names, dynamic: names.length > 0 };
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// A broken escape is no reason to crash: the id is then simply one nobody knows.
		return text;
	}
}

/** Finds the endpoint for a request; static paths win over dynamic ones. */
export function createMatcher(endpoints: Endpoint[]) {
	const routes = endpoints.map(compile).sort((a, b) => Number(a.dynamic) - Number(b.dynamic));
	return (host: HostName, method: string, path: string): Match => {
		let other: Endpoint | undefined;
		for (const { endpoint, pattern, names } of routes) {
			if (endpoint.host !== host) continue;
			const hit = pattern.exec(path);
			if (!hit) continue;
			if (endpoint.method !== method) {
				other ??= endpoint;
				continue;
			}
			const pathParams: Record<string, string> = {};
			names.forEach((name, index) => (pathParams[name] = decode(hit[index + 1])));
			return { kind: 'found', endpoint, pathParams };
		}
		return other ? { kind: 'wrongMethod', endpoint: other } : { kind: 'unknown' };
	};
}
