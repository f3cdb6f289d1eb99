/** Files of the drive in conversations: they come from the person, not from a robot. */
import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Dentry } from '../../state/drive.mts';
import { contentOf } from '../../state/drive.mts';
import type { SeedPerson } from '../../state/seed.mts';
import type { Message } from '../../state/types.mts';
import { keepMedia } from '../media/media.mts';
import { reach } from '../storage/access.mts';
import { dentryShape, extensionOf } from '../storage/shape.mts';
import { linkTo } from '../storage/spaces.mts';

/** The file and its sender, or the refusal. */
function sent(world: World, { endpoint, query, body }: Request, role: 'READER' | 'DOWNLOADER') {
	const { unionId } = query;
	const { spaceId, dentryId } = body as { spaceId: string; dentryId: string };
	const dentry = reach(world, { endpoint, unionId, spaceId, dentryId, role });
	if ('status' in dentry) {
		// The page of files for a conversation lists no 404 of the file [unverified].
		const isListed = endpoint.errors?.some(({ code }) => code === dentry.code);
		return isListed ? dentry : apiError(endpoint, 'paramError.dentryId');
	}
	return { dentry, person: world.store.unionIds.get(unionId) as SeedPerson };
}

/** The conversation, which the person must be in. */
function groupOf({ store }: World, { endpoint, body }: Request, { userId }: SeedPerson) {
	const group = store.groups.get(body.openConversationId as string);
	if (!group || group.disbanded) return apiError(endpoint, 'conversationNotExist');
	return group.userIds.includes(userId) ? group : apiError(endpoint, 'permissionDenied');
}

/** What everybody in the conversation sees. */
function fileContent({ store }: World, dentry: Dentry, unionId: string) {
	const { mediaId } = keepMedia(store, {
		type: 'file',
		fileName: dentry.name,
		mimeType: 'application/octet-stream',
		content: Buffer.concat(contentOf(dentry)),
		uploadedBy: unionId,
	});
	const { name } = dentry;
	return {
		content: { mediaId, fileName: name, fileType: extensionOf(name) },
		mediaIds: [mediaId],
	};
}

/** The file that then lies in the space of the conversation. */
function answer({ store }: World, dentry: Dentry, conversationId: string): Answer {
	const id = randomBytes(6).readUIntBE(0, 5).toString();
	const { name } = dentry;
	const file = { ...dentryShape(store, dentry), id, parentId: '0', path: `/${name}`, version: 1 };
	return ok({ file: { ...file, conversationId } });
}

const byPerson = ({ userId, name }: SeedPerson): Message['sender'] => ({
	type: 'person',
	id: userId,
	name,
});

/** `POST /v1.0/convFile/conversations/files/send`. */
export const sendFile: Behaviour = (world, request) => {
	const found = sent(world, request, 'DOWNLOADER');
	if ('status' in found) return found;
	const { dentry, person } = found;
	if (dentry.type === 'FOLDER') return apiError(request.endpoint, 'folderNotSupport');
	const group = groupOf(world, request, person);
	if ('status' in group) return group;
	const { openConversationId } = group;
	world.store.post({
		via: 'drive-file',
		sender: byPerson(person),
		target: { openConversationId },
		kind: 'file',
		...fileContent(world, dentry, person.unionId),
	});
	return answer(world, dentry, openConversationId);
};

/** `POST /v1.0/convFile/conversations/files/links/send`. */
export const sendLink: Behaviour = (world, request) => {
	const found = sent(world, request, 'READER');
	if ('status' in found) return found;
	const { dentry, person } = found;
	const group = groupOf(world, request, person);
	if ('status' in group) return group;
	const { openConversationId } = group;
	world.store.post({
		via: 'drive-file',
		sender: byPerson(person),
		target: { openConversationId },
		kind: 'link',
		content: { title: dentry.name, text: '', messageUrl: linkTo(dentry) },
		mediaIds: [],
	});
	return answer(world, dentry, openConversationId);
};

/** `POST /v1.0/convFile/apps/conversations/files/send`: from the app to the person of the unionId. */
export const sendByApp: Behaviour = (world, request) => {
	const found = sent(world, request, 'DOWNLOADER');
	if ('status' in found) return found;
	const { dentry, person } = found;
	if (dentry.type === 'FOLDER') return apiError(request.endpoint, 'paramError.dentryId');
	const { clientId, name } = request.app;
	world.store.post({
		via: 'drive-file',
		sender: { type: 'app', id: clientId, name },
		target: { userIds: [person.userId] },
		kind: 'file',
		...fileContent(world, dentry, person.unionId),
	});
	return answer(world, dentry, `cid-${person.userId}`);
};
