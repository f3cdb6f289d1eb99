import { readFileSync } from 'node:fs';
import type { ApprovalInstance, ApprovalProcess } from './approvals.mts';

/** The one space of all files of approvals; the drive has it. */
export const APPROVAL_SPACE = '115770306';

function seedProcesses(nowMs: number): ApprovalProcess[] {
	const url = new URL('./seed/processes.json', import.meta.url);
	const listed = JSON.parse(readFileSync(url, 'utf8')) as Array<Partial<ApprovalProcess>>;
	return listed.map((process) => ({
		description: '',
		dirName: '其他',
		iconName: 'common',
		status: 'PUBLISHED',
		attendanceType: 0,
		creatorUserId: 'zhangwei',
		modifiedAt: nowMs,
		...process,
	})) as ApprovalProcess[];
}

/** Forms with their flows, approvals, and who may use the space of their files. */
export class ApprovalStore {
	/** By process code. */
	processes = new Map<string, ApprovalProcess>();
	/** By id, oldest first. */
	instances = new Map<string, ApprovalInstance>();
	/** unionIds of those who may upload into the space. */
	uploaders = new Set<string>();
	/** `unionId\nfileId` of those who may download a file from the space. */
	downloaders = new Set<string>();

	/** Back to the seed. */
	reset(nowMs: number): void {
		this.processes = new Map(seedProcesses(nowMs).map((one) => [one.processCode, one]));
		this.instances.clear();
		for (const set of [this.uploaders, this.downloaders]) set.clear();
	}
}
