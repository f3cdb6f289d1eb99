import type { Resource } from '../../operation/operation';
import { approve } from './approve.operation';
import { comment } from './comment.operation';
import { create } from './create.operation';
import { downloadAttachments } from './downloadAttachments.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { redirect } from './redirect.operation';
import { refuse } from './refuse.operation';
import { terminate } from './terminate.operation';
import { waitForResult } from './waitForResult.operation';

/** OA approvals (审批). */
export const approval: Resource = {
	value: 'approval',
	name: 'Approval',
	operations: [
		create,
		get,
		getAll,
		approve,
		refuse,
		redirect,
		comment,
		terminate,
		downloadAttachments,
		waitForResult,
	],
};
