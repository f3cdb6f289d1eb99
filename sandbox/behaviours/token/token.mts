import { randomBytes } from 'node:crypto';
import { apiError, oapiError, oapiOk, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { App } from '../../state/seed.mts';
import { CORP_ID } from '../../state/seed.mts';
import type { Store } from '../../state/store.mts';

/** Life of an app token in seconds. */
const TOKEN_LIFE_SECONDS = 7200;

// Inside its validity a repeated call returns the same token and renews it.
function issue(store: Store, app: App): string {
	const isAlive = app.token !== undefined && (app.tokenExpiresAt ?? 0) > store.now();
	if (!isAlive) app.token = randomBytes(16).toString('hex');
	app.tokenExpiresAt = store.now() + TOKEN_LIFE_SECONDS * 1000;
	store.changed();
	return app.token as string;
}

function appWith(store: Store, clientId: unknown, clientSecret: unknown): App | undefined {
	const app = store.apps.get(String(clientId));
	return app && app.clientSecret === clientSecret ? app : undefined;
}

/** `POST /v1.0/oauth2/accessToken`. */
export const appToken: Behaviour = ({ store }, { endpoint, body }) => {
	const app = appWith(store, body.appKey, body.appSecret);
	if (!app) return apiError(endpoint, 'invalidClientIdOrSecret');
	return ok({ accessToken: issue(store, app), expireIn: TOKEN_LIFE_SECONDS });
};

/** `POST /v1.0/oauth2/{corpId}/token`: snake_case, and 500 for a wrong corpId. */
export const corpToken: Behaviour = ({ store }, { endpoint, body, pathParams }) => {
	if (pathParams.corpId !== CORP_ID) return apiError(endpoint, 'unknownError');
	if (body.grant_type !== 'client_credentials') {
		return apiError(endpoint, 'unsupported.grant.type');
	}
	const app = appWith(store, body.client_id, body.client_secret);
	if (!app) return apiError(endpoint, 'invalid.client');
	return ok({ access_token: issue(store, app), expires_in: TOKEN_LIFE_SECONDS });
};

/** `GET /gettoken`: credentials in the query only. */
export const gettoken: Behaviour = ({ store }, { endpoint, query }) => {
	const app = appWith(store, query.appkey, query.appsecret);
	if (!app) return oapiError(endpoint, 40096);
	return oapiOk({ access_token: issue(store, app), expires_in: TOKEN_LIFE_SECONDS });
};

/** `POST /v1.0/oauth2/jsapiTickets`. */
export const jsapiTicket: Behaviour = () =>
	ok({ jsapiTicket: randomBytes(32).toString('base64url'), expireIn: TOKEN_LIFE_SECONDS });

/** Whose token this is; `expired` and `invalid` differ in their OAPI codes. */
export function appOfToken(store: Store, token: string): App | 'expired' | 'invalid' {
	const app = [...store.apps.values()].find((entry) => entry.token === token);
	if (!app) return 'invalid';
	return (app.tokenExpiresAt ?? 0) > store.now() ? app : 'expired';
}

/** Makes every token bad at once, as a reset of the secrets would. */
export function expireTokens(store: Store): void {
	for (const app of store.apps.values()) {
		delete app.token;
		delete app.tokenExpiresAt;
	}
	store.changed();
}
