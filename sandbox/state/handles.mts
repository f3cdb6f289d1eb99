/** What the IDs and codes stand for that DingTalk gives out. */
import type { MediaFile } from './types.mts';

/** A file with its bytes. */
export interface StoredMedia extends MediaFile {
	content: Buffer;
}

/** What the chat picker gave: good once, for 24 hours. */
export interface ChosenConversation {
	userId: string;
	openConversationId: string;
	expiresAt: number;
	used: boolean;
}

/** A file a person sent to a robot. */
export interface ReceivedFile {
	mediaId: string;
	robotCode: string;
	expiresAt: number;
}

/** Where an answer to a person's message goes. */
export interface Session {
	robotCode: string;
	userId: string;
	openConversationId?: string;
	expiresAt: number;
}
