import type { Resource } from '../../operation/operation';
import { copy } from './copy.operation';
import { createFolder } from './createFolder.operation';
import { deleteFile } from './delete.operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { move } from './move.operation';
import { rename } from './rename.operation';
import { search } from './search.operation';
import { sendToConversation } from './sendToConversation.operation';
import { share } from './share.operation';
import { upload } from './upload.operation';

export const file: Resource = {
	value: 'file',
	name: 'File',
	operations: [
		upload,
		download,
		get,
		getAll,
		search,
		createFolder,
		copy,
		move,
		rename,
		deleteFile,
		share,
		sendToConversation,
	],
};
