import type { IDataObject } from 'n8n-workflow';

import type { Directory } from '../../shared/contacts/resolve';
import { CONCURRENT_LOOKUPS, runInOrder } from '../../shared/run/runInOrder';
import { filesIn, readForm, toFile } from './instanceForm';
import type { WireInstance } from './instance';
import { statusOf } from './instance';
import type { Names } from './instanceTimeline';
import { momentIn, openTaskItems, peopleIn, personOf, timelineOf } from './instanceTimeline';

/** What an item tells of an approval. */
export interface ApprovalDetails {
	/** In our own words, in place of DingTalk's answer. */
	isSimple: boolean;
	/** Names beside userIds. */
	withNames: boolean;
}

/** A file that came with an approval, and where it stands there. */
export interface AttachedFile extends IDataObject {
	fileId: string;
	fileName: string;
	spaceId: string;
	/** A field of the form, or something said in the timeline. */
	from: 'form' | 'timeline';
}

/** An approval in our own words: form by labels, timeline, who has to decide, and files. */
export function toApproval(
	processInstanceId: string,
	instance: WireInstance,
	names: Names,
): IDataObject {
	const { originatorUserId, originatorDeptId, originatorDeptName } = instance;
	const finishTime = momentIn(instance.finishTime);
	return {
		processInstanceId,
		title: instance.title ?? '',
		businessId: String(instance.businessId ?? ''),
		status: statusOf(instance),
		originator: {
			...personOf(originatorUserId, names),
			// The root department is -1 in approvals, and 1 everywhere else.
			departmentId: String(originatorDeptId) === '-1' ? '1' : String(originatorDeptId ?? ''),
			departmentName: originatorDeptName ?? '',
		},
		createTime: momentIn(instance.createTime),
		...(finishTime === undefined ? {} : { finishTime }),
		form: readForm(instance.formComponentValues),
		openTasks: openTaskItems(instance, names),
		timeline: timelineOf(instance, names),
		attachments: attachmentsOf(instance),
	};
}

/** All files of an approval: of its form and of its timeline. */
export function attachmentsOf(instance: WireInstance): AttachedFile[] {
	const inForm = instance.formComponentValues.flatMap(({ name, value = '', componentType }) => {
		const files = componentType === 'DDAttachment' ? filesIn(value) : [];
		return files.map((file) => ({ ...file, from: 'form', field: name ?? '' }));
	});
	const said = instance.operationRecords.flatMap(({ attachments = [] }) =>
		attachments.map((file) => ({ ...toFile(file), from: 'timeline' })),
	);
	return [...inForm, ...said] as AttachedFile[];
}

/**
 * The names of people, as far as the app may see them: a name is worth no error. One lookup for each person of the
 * whole run.
 */
export async function namesOf(
	directory: Pick<Directory, 'user'>,
	userIds: readonly string[],
): Promise<Names> {
	const found = await runInOrder(userIds, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async (userId) => {
			const user = await directory.user(userId);
			return [userId, user.ok ? (user.value.name ?? '') : ''] as const;
		},
	});
	return new Map(found.filter(([, name]) => name !== ''));
}

/** An approval as an item, with the names of everybody in it where they are wanted. */
export async function approvalItem(
	directory: Pick<Directory, 'user'>,
	processInstanceId: string,
	instance: WireInstance,
	{ isSimple, withNames }: ApprovalDetails,
): Promise<IDataObject> {
	if (!isSimple) return { processInstanceId, ...instance };
	const names: Names = withNames ? await namesOf(directory, peopleIn(instance)) : new Map();
	return toApproval(processInstanceId, instance, names);
}
