import { extensionOf } from '../behaviours/storage/shape.mts';
import { raise } from '../raise.mts';
import type { ActDetails, ApprovalAct, ApprovalDraft } from '../people/onApprovals.mts';
import { actOnApproval, startAsPerson } from '../people/onApprovals.mts';
import { APPROVAL_SPACE } from '../state/approvalStore.mts';
import type { Store } from '../state/store.mts';
import type { ApprovalProcess, AttachedFile } from '../state/types.mts';

/** The part of the control that is about approvals: what people do with them in DingTalk. */
export interface ApprovalControl {
	/** A person starts an approval by its form. */
	startApproval(userId: string, draft: ApprovalDraft): { processInstanceId: string };
	/** A person agrees, refuses, hands on, says something, or withdraws what they started. */
	actOnApproval(
		processInstanceId: string,
		userId: string,
		act: ApprovalAct,
		details?: ActDetails,
	): void;
	/** An administrator changes a form, its flow, or makes a new one. */
	changeProcess(processCode: string, changes: Partial<ApprovalProcess>): void;
	/** Puts a file into the space of approvals; gives it as a value of a form names it. */
	addApprovalFile(fileName: string, content: Buffer, userId?: string): AttachedFile;
}

const NEW_PROCESS = {
	description: '',
	dirName: '其他',
	iconName: 'common',
	status: 'PUBLISHED',
	attendanceType: 0,
	creatorUserId: 'zhangwei',
	components: [],
	steps: [],
} as const;

/** The control of approvals. */
export function createApprovalControl(store: Store): ApprovalControl {
	return {
		startApproval: (userId, draft) => ({
			processInstanceId: startAsPerson(store, userId, draft),
		}),
		actOnApproval: (processInstanceId, userId, act, details) =>
			actOnApproval(store, processInstanceId, userId, act, details),
		changeProcess(processCode, changes) {
			const known = store.approvals.processes.get(processCode);
			const process: ApprovalProcess = {
				...structuredClone(NEW_PROCESS),
				name: processCode,
				...known,
				...changes,
				processCode,
				modifiedAt: store.now(),
			} as ApprovalProcess;
			store.approvals.processes.set(processCode, process);
			raise(store, 'workflow_form_change', {
				formCode: processCode,
				type: known ? 'update' : 'create',
				name: process.name,
				appUuid: 'app-sandbox',
			});
			store.changed();
		},
		addApprovalFile(fileName, content, userId = 'zhangwei') {
			const unionId = store.people.get(userId)?.unionId ?? '';
			const { id } = store.drive.add({
				spaceId: APPROVAL_SPACE,
				parentId: '0',
				type: 'FILE',
				name: fileName,
				unionId,
				content: [content],
			});
			return {
				spaceId: APPROVAL_SPACE,
				fileId: id,
				fileName,
				fileSize: String(content.length),
				fileType: extensionOf(fileName),
			};
		},
	};
}
