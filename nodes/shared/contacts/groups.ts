import type { Outcome } from '../errors/failure';
import { success } from '../errors/failure';
import type { FormReader } from '../params/params';
import type { DingTalkApi } from '../transport/api';
import { path } from '../wire/path';

/** What the ID of a group takes: the form, and who converts a chat ID. */
interface GroupContext {
	read: Pick<FormReader, 'locator'>;
	directory: { openConversationIdOf(chatId: string): Promise<string> };
}

const isOpenConversationId = (value: string) => value.startsWith('cid');
const isChatId = (value: string) => value.startsWith('chat');

/**
 * The openConversationId of a group field: a group picker or plain text, with either ID of the group. A chat
 * ID is converted, once per run.
 *
 * @throws InputError when it is empty; NodeApiError when DingTalk knows no such chat
 */
export async function groupIdOf({ read, directory }: GroupContext, name: string): Promise<string> {
	const { mode, value } = read.locator(name);
	if (isOpenConversationId(value)) return value;
	if (mode !== 'chatId' && !isChatId(value)) return value;
	return await directory.openConversationIdOf(value);
}

/**
 * One conversion; `directory.openConversationIdOf` remembers it.
 *
 * @see DingTalk docs "获取群会话的 OpenConversationId": POST /v1.0/im/chat/{chatId}/convertToOpenConversationId
 */
export async function convertChatId(api: DingTalkApi, chatId: string): Promise<Outcome<string>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/im/chat/${chatId}/convertToOpenConversationId`,
		answer: { openConversationId: 'text' },
		repeatable: true,
	});
	if (!outcome.ok) return outcome;
	return success((outcome.value.body as { openConversationId: string }).openConversationId);
}
