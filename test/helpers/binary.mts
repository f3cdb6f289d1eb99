/** Binary data as n8n's store keeps it. */
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

import { Container } from '../../harness/container.mts';

export { useBinaryMode } from '../../harness/runWorkflow.mts';

/** A binary field whose bytes are in n8n's store, in the mode set by `useBinaryMode`. */
export const storedBinary = async (
	content: Buffer,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> =>
	await Container.get(BinaryDataService).store(
		{ type: 'execution', workflowId: 'test', executionId: '1' },
		content,
		{ data: '', fileName, mimeType },
	);

/** The bytes of a binary field, wherever n8n keeps them. */
export const bytesOf = async (binary: IBinaryData): Promise<Buffer> =>
	await Container.get(BinaryDataService).getAsBuffer(binary);
