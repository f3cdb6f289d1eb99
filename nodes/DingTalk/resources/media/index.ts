import type { Resource } from '../../operation/operation';
import { download } from './download.operation';
import { upload } from './upload.operation';

export const media: Resource = {
	value: 'media',
	name: 'Media',
	operations: [upload, download],
};
