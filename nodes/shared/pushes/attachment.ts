import type { IDataObject } from 'n8n-workflow';

import { textAt, valueAt } from './payload';

/** A file in a message; DingTalk hands it out for its download code. */
export interface Attachment {
	type: 'picture' | 'audio' | 'video' | 'file';
	/** Absent where DingTalk only names the file, as in some quotes. */
	downloadCode?: string;
	fileName?: string;
	durationMs?: number;
	/** Where the file lies in DingTalk's drive, if it does. */
	spaceId?: string;
	fileId?: string;
}

/** Less than that can only be seconds. */
const SHORTEST_VIDEO_MS = 1000;

/** The file in a part of a message, if it has one: a list of one or none. */
export function attachmentIn(type: Attachment['type'], part: IDataObject): Attachment[] {
	const downloadCode = textAt(part, 'downloadCode') ?? textAt(part, 'pictureDownloadCode');
	const fileName = textAt(part, 'fileName');
	if (!downloadCode && !fileName) return [];
	return [
		{
			type,
			downloadCode,
			fileName,
			durationMs: durationOf(type, part),
			spaceId: textAt(part, 'spaceId'),
			fileId: textAt(part, 'fileId'),
		},
	];
}

/** Documented in ms; a sample of a video has seconds. */
function durationOf(type: Attachment['type'], part: IDataObject): number | undefined {
	const value = valueAt(part, 'duration');
	const given = Number(value);
	if (value === undefined || !Number.isFinite(given)) return undefined;
	return type === 'video' && given < SHORTEST_VIDEO_MS ? given * 1000 : given;
}
