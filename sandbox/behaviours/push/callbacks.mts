import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import { areGoodKeys, urlProblem } from '../../callback/problem.mts';
import type { Registered } from '../../callback/target.mts';
import type { AskingBehaviour, Behaviour, Request, World } from '../../server/call.mts';

/** Reads the subscription, or refuses it; which code is for what is [unverified]. */
function readRegistration({ body, endpoint }: Request): Registered | Answer {
	const { call_back_tag: tags, token, aes_key: aesKey, url } = body;
	if (!areGoodKeys(token, aesKey)) return oapiError(endpoint, 71010);
	if (urlProblem(url)) return oapiError(endpoint, 400050);
	return {
		tags: tags as string[],
		token: token as string,
		aesKey: aesKey as string,
		url: url as string,
	};
}

async function save({ callbacks }: World, request: Request): Promise<Answer> {
	const registration = readRegistration(request);
	if ('status' in registration) return registration;
	// DingTalk tries the address before it takes it.
	const problem = await callbacks.register(request.app.clientId, registration);
	return problem ? oapiError(request.endpoint, 71012) : oapiOk();
}

/** `POST /call_back/register_call_back`: one subscription per app. */
export const registerCallback: AskingBehaviour = async (world, request) =>
	world.callbacks.registration(request.app.clientId)
		? oapiError(request.endpoint, 71006)
		: await save(world, request);

/** `POST /call_back/update_call_back`. */
export const updateCallback: AskingBehaviour = async (world, request) =>
	world.callbacks.registration(request.app.clientId)
		? await save(world, request)
		: oapiError(request.endpoint, 71007);

/** `GET /call_back/get_call_back`. */
export const getCallback: Behaviour = ({ callbacks }, { app, endpoint }) => {
	const registration = callbacks.registration(app.clientId);
	if (!registration) return oapiError(endpoint, 71007);
	const { tags, token, aesKey, url } = registration;
	return oapiOk({ call_back_tag: tags, token, aes_key: aesKey, url });
};

/** `GET /call_back/delete_call_back`. */
export const deleteCallback: Behaviour = ({ callbacks }, { app, endpoint }) => {
	if (!callbacks.registration(app.clientId)) return oapiError(endpoint, 71007);
	callbacks.unregister(app.clientId);
	return oapiOk();
};

/** `GET /call_back/get_call_back_failed_result`. */
export const failedCallbacks: Behaviour = ({ callbacks }, { app }) => {
	const { entries, hasMore } = callbacks.takeFailed(app.clientId);
	return oapiOk({ has_more: hasMore, failed_list: entries });
};
