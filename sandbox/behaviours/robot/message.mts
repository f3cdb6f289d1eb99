import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Request, World } from '../../server/call.mts';
import type { App } from '../../state/seed.mts';
import type { MessageContent, MessageKind } from '../../state/types.mts';
import { isHttpUrl, isMediaId, mediaIdsInMarkdown } from '../media/mediaIds.mts';
import type { TemplateField } from './templates.mts';
import { TEMPLATES } from './templates.mts';

/** A robot message that passed all checks. */
export interface RobotMessage {
	kind: MessageKind;
	content: MessageContent;
	mediaIds: string[];
}

/** The robot must be the app's own: another app's is `auth`, nobody's is `notExsit`. */
export function checkRobotCode(
	{ store }: World,
	request: Request,
	code: string,
): Answer | undefined {
	if (code === request.app.robotCode) return undefined;
	const problem = store.appByRobotCode(code) ? 'auth' : 'notExsit';
	// "notExsit" is spelt so.
	return apiError(request.endpoint, `invalidParameter.robotCode.${problem}`);
}

/** The sender as the page shows it. */
export function robotSender(app: App) {
	return { type: 'appRobot' as const, id: app.robotCode, name: app.name };
}

/** Reads `msgKey` and `msgParam`, or refuses them. */
export function parseRobotMessage(world: World, request: Request): RobotMessage | Answer {
	const { endpoint, body } = request;
	const msgKey = body.msgKey as string;
	if (!Object.hasOwn(TEMPLATES, msgKey))
		return apiError(endpoint, 'invalidParameter.msgKey.invalid');
	const param = parseParam(body.msgParam as string);
	if (!param) return apiError(endpoint, 'invalidParameter.msgParam.invalid');

	const template = TEMPLATES[msgKey];
	const mediaIds: string[] = [];
	for (const [name, field] of Object.entries(template.fields)) {
		const problem = checkField(world, field, param[name], mediaIds);
		if (problem) return apiError(endpoint, problem);
	}
	const content = template.normalise(param as Record<string, string>);
	if (template.kind === 'markdown' || template.kind === 'actionCard') {
		mediaIds.push(...mediaIdsInMarkdown(world.store, content.text ?? ''));
	}
	return { kind: template.kind, content, mediaIds };
}

function parseParam(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

// Returns the error code, or nothing.
function checkField(
	{ store }: World,
	field: TemplateField,
	value: unknown,
	mediaIds: string[],
): string | undefined {
	const bad = 'invalidParameter.msgParam.invalid';
	if (value === undefined || value === null) return field.optional ? undefined : field.missing;
	if (typeof value !== 'string') return bad;
	if (value === '')
		return field.holds === 'url' && field.missing === bad ? undefined : field.missing;
	if (field.enum && !field.enum.includes(value)) return bad;
	if (field.isNumber && !/^\d+$/.test(value)) return bad;
	if (field.holds === undefined || (field.holds === 'url' && isHttpUrl(value))) return undefined;
	if (field.holds === 'url' && !isMediaId(value)) return bad;
	if (!store.media.has(value)) return 'resource.not.found';
	mediaIds.push(value);
	return undefined;
}
