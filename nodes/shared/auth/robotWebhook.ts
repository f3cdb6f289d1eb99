import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Clock } from '../run/clock';
import { robotSign } from '../crypto/robotSign';
import { InputError } from '../errors/inputError';
import { baseUrlIn, DEFAULT_BASE_URLS, pathBelow } from '../wire/hosts';

/** Where and how the group robot of a credential is called. */
export interface RobotTarget {
	accessToken: string;
	/** Empty when the robot has none. */
	secret: string;
	/** Without trailing slash. */
	baseUrl: string;
}

const WEBHOOK_FIELD = 'Webhook URL or Access Token';
const SEND_PATH = '/robot/send';
const COPY_AGAIN =
	"Copy the webhook URL from the robot's settings in the group; it looks like https://oapi.dingtalk.com/robot/send?access_token=…";
/** Query parameters that only the credential may set. */
const OWN_PARAMETERS = ['access_token', 'timestamp', 'sign'];

/**
 * What the credential's fields mean: the token alone or the whole webhook URL as it was pasted, with
 * spaces, quotes or further parameters around it.
 *
 * @throws InputError naming the field; its text never repeats what was pasted
 */
export function robotTargetOf(credential: ICredentialDataDecryptedObject): RobotTarget {
	const { accessToken, host } = parseWebhook(String(credential.webhookToken ?? ''));
	const secret = parseSecret(String(credential.secret ?? ''));
	const given = baseUrlIn('Base URL', credential.baseUrl, DEFAULT_BASE_URLS.oapi);
	// A base URL that was changed on purpose outweighs the pasted one, e.g. for a proxy.
	const baseUrl = given === DEFAULT_BASE_URLS.oapi ? (host ?? given) : given;
	return { accessToken, secret, baseUrl };
}

function parseWebhook(pasted: string): { accessToken: string; host?: string } {
	const text = pasted.trim().replace(/^["'`<\s]+|(?<!["'`>,;\s])["'`>,;\s]+$/g, '');
	if (text === '') throw new InputError(WEBHOOK_FIELD, 'is empty', COPY_AGAIN);
	const inUrl = /[?&\s]?access_token=([^&#\s"'`<>]+)/.exec(text)?.[1];
	if (inUrl !== undefined) return { accessToken: decode(inUrl), host: hostOf(text) };
	if (/\/robot\/sendBySession\b/.test(text)) {
		throw new InputError(
			WEBHOOK_FIELD,
			'holds a session webhook, which only answers one message for a while',
			COPY_AGAIN,
		);
	}
	if (/^SEC/.test(text)) {
		throw new InputError(
			WEBHOOK_FIELD,
			'holds the signing secret',
			`Put it into 'Signing Secret'. ${COPY_AGAIN}`,
		);
	}
	if (/:\/\/|^www\./.test(text)) {
		throw new InputError(WEBHOOK_FIELD, 'holds a URL without an access_token', COPY_AGAIN);
	}
	if (!/^[\w.-]{8,256}$/.test(text)) {
		throw new InputError(
			WEBHOOK_FIELD,
			'holds neither an access token nor a webhook URL',
			COPY_AGAIN,
		);
	}
	return { accessToken: text };
}

/**
 * The address before /robot/send.
 *
 * @throws InputError for another host than DingTalk's without https:// or http://: the message would go to DingTalk
 */
function hostOf(text: string): string | undefined {
	const host = hostIn(text);
	const bare = /(?<![^\s"'`<>])([^\s"'`<>]*?)\/robot\/send\b/.exec(text)?.[1] ?? '';
	if (host !== undefined || bare === '' || `https://${bare}` === DEFAULT_BASE_URLS.oapi)
		return host;
	throw new InputError(
		WEBHOOK_FIELD,
		'holds a URL that does not begin with https:// or http://',
		COPY_AGAIN,
	);
}

function hostIn(text: string): string | undefined {
	const url = /https?:\/\/[^\s"'`<>?]+/i.exec(text)?.[0];
	if (url === undefined || !URL.canParse(url)) return undefined;
	const { origin, pathname } = new URL(url);
	// What stands before /robot/send belongs to a proxy in front of DingTalk.
	const end = pathname.indexOf(SEND_PATH);
	return `${origin}${end > 0 ? pathname.slice(0, end) : ''}`;
}

function decode(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		// A stray percent sign: DingTalk will say that it knows no such token.
		return value;
	}
}

function parseSecret(pasted: string): string {
	const secret = pasted.trim().replace(/^["'`\s]+|(?<!["'`\s])["'`\s]+$/g, '');
	if (secret === '' || /^SEC\w{8,}$/.test(secret)) return secret;
	throw new InputError(
		'Signing Secret',
		'does not start with SEC',
		"Copy the secret from the robot's security settings (the option to sign messages), or leave the field empty if the robot has none",
	);
}

/**
 * Puts token, timestamp and sign into the query, once, un-encoded. A relative URL belongs to the
 * credential's own host; an absolute one has to be on it.
 *
 * @throws Error for any other host: the token goes nowhere else
 */
export function attachRobot(
	credential: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
	clock: Pick<Clock, 'now'>,
): IHttpRequestOptions {
	const target = robotTargetOf(credential);
	// The HTTP Request node passes `uri` in place of `url`.
	const key = options.url === undefined && 'uri' in options ? 'uri' : 'url';
	const given = String((options as unknown as IDataObject)[key] ?? '');
	const url = withoutOwnParameters(absolute(given, target.baseUrl));
	if (pathBelow(url, target.baseUrl) === undefined) {
		throw new Error(
			`The group robot's access token is only sent to ${target.baseUrl}. Change the URL, or 'Base URL' in the credential`,
		);
	}
	const qs: IDataObject = { ...options.qs };
	for (const name of OWN_PARAMETERS) delete qs[name];
	qs.access_token = target.accessToken;
	if (target.secret) {
		const timestamp = clock.now();
		qs.timestamp = String(timestamp);
		qs.sign = robotSign(target.secret, timestamp);
	}
	// The same object: some callers of `authenticate` ignore what it returns.
	return Object.assign(options, { [key]: url, qs, baseURL: undefined });
}

function absolute(url: string, baseUrl: string): string {
	if (URL.canParse(url)) return url;
	return `${baseUrl}/${url.replace(/^\/+/, '')}`;
}

/** A whole webhook URL may be pasted into the HTTP Request node too: then each parameter would be there twice. */
function withoutOwnParameters(url: string): string {
	if (!URL.canParse(url) || !url.includes('?')) return url;
	const parsed = new URL(url);
	for (const name of OWN_PARAMETERS) parsed.searchParams.delete(name);
	return parsed.toString();
}
