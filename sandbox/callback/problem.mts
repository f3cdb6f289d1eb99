import type { Store } from '../state/store.mts';
import type { HttpCallback } from '../state/types.mts';

const KEY = /^[a-zA-Z0-9]{43}$/;

/** Says what is wrong with an address for pushes, or nothing. */
export function urlProblem(url: unknown): string | undefined {
	const isGood = typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url);
	return isGood ? undefined : `Expected an http or https address, got ${JSON.stringify(url)}`;
}

/** True for a token and a key as DingTalk takes them. */
export const areGoodKeys = (token: unknown, aesKey: unknown): boolean =>
	typeof token === 'string' && token !== '' && typeof aesKey === 'string' && KEY.test(aesKey);

/** Says what the developer console would not take, or nothing. */
export function callbackProblem(store: Store, callback: HttpCallback): string | undefined {
	const { clientId, eventUrl, token, aesKey, robotUrl, cardRoutes = {} } = callback;
	if (!store.apps.has(clientId)) return `No app has the Client ID "${clientId}"`;
	if (eventUrl !== undefined && !areGoodKeys(token, aesKey)) {
		return 'Expected a token, and an aesKey of 43 letters and digits';
	}
	const urls = [eventUrl, robotUrl, ...Object.values(cardRoutes).map(({ url }) => url)];
	return urls
		.filter((url) => url !== undefined)
		.map(urlProblem)
		.find(Boolean);
}
