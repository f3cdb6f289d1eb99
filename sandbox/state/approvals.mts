/** The shapes of OA approvals (审批); `types.mts` has them too. */

/** A component of a form, as the schema of a process tells it. */
export interface FormComponent {
	componentName: string;
	props: {
		id: string;
		/** Of a range of dates or of a time with a place: a JSON text of two labels. */
		label: string;
		bizAlias?: string;
		required?: boolean;
		placeholder?: string;
		/** What may be chosen; `schemas` writes each as a JSON text with a key. */
		options?: string[];
		/** Of dates: `yyyy-MM-dd` or `yyyy-MM-dd HH:mm`. */
		format?: string;
		/** 天 or 小时, or the unit of a number. */
		unit?: string;
		/** Of people, departments and approvals: 1 lets several be chosen. */
		choice?: number;
		/** Of stars: how many there are. */
		limit?: number;
		[name: string]: unknown;
	};
	/** Columns of a table; what a suite is made of. */
	children?: FormComponent[];
}

/** One step of a flow: somebody decides, or somebody gets a copy. */
export interface FlowStep {
	activityId: string;
	name: string;
	/** The originator chooses with `target_select`; `notifier` is a copy. */
	kind: 'target_approval' | 'target_select' | 'notifier';
	/** How several decide; AND is 会签, OR is 或签. */
	method: 'AND' | 'OR' | 'ONE_BY_ONE';
	userIds: string[];
	/** Of `target_select`: how a start names the step. */
	actorKey?: string;
	/** Of `target_select`: who may be chosen; absent for everybody. */
	range?: string[];
	/** Of `target_select`: whether several may be chosen. */
	allowedMulti?: boolean;
	/** The step is there only when this number of the form is greater. */
	over?: { componentId: string; amount: number };
}

/** A form with its flow (审批模板). */
export interface ApprovalProcess {
	processCode: string;
	name: string;
	description: string;
	dirName: string;
	iconName: string;
	/** PUBLISHED, or INVALID while it is switched off. */
	status: 'PUBLISHED' | 'INVALID';
	/** Of a suite (套件): nobody starts it by the API. */
	bizType?: string;
	/** What lists of managed forms say; 0 but for suites of attendance. */
	attendanceType: number;
	creatorUserId: string;
	/** Absent: everybody may start it. */
	visibleTo?: string[];
	components: FormComponent[];
	steps: FlowStep[];
	/** Sandbox clock, ms. */
	modifiedAt: number;
}

/** Files and pictures that came with an approval, a refusal or a comment. */
export interface RemarkFiles {
	photos: string[];
	attachments: AttachedFile[];
}

/** A file of the space of approvals, as values name it. */
export interface AttachedFile {
	spaceId: string;
	fileId: string;
	fileName: string;
	fileSize: string;
	fileType: string;
}

/** Somebody's part in a step. */
export interface ApprovalTask {
	taskId: string;
	activityId: string;
	stepName: string;
	userId: string;
	status: 'NEW' | 'RUNNING' | 'PAUSED' | 'CANCELED' | 'COMPLETED' | 'TERMINATED';
	result: 'NONE' | 'AGREE' | 'REFUSE' | 'REDIRECTED';
	/** Sandbox clock, ms, as all times here. */
	createdAt: number;
	finishedAt?: number;
}

/** A line of the history. */
export interface OperationRecord {
	userId: string;
	time: number;
	type: string;
	result: 'AGREE' | 'REFUSE' | 'NONE';
	remark?: string;
	activityId?: string;
	showName?: string;
	ccUserIds?: string[];
	files?: RemarkFiles;
}

/** The value of one component, as the start gave it. */
export interface FormValue {
	componentId: string;
	value: string;
	/** Of a table: its rows, by the ids of their columns. */
	rows?: Array<Record<string, string>>;
}

/** One approval (审批实例). */
export interface ApprovalInstance {
	processInstanceId: string;
	/** Grows with every approval: the order of lists. */
	n: number;
	processCode: string;
	/** The form as it was at the start. */
	components: FormComponent[];
	title: string;
	businessId: string;
	originatorUserId: string;
	originatorDeptId: string;
	status: 'RUNNING' | 'TERMINATED' | 'COMPLETED';
	result: '' | 'agree' | 'refuse';
	createdAt: number;
	finishedAt?: number;
	values: FormValue[];
	/** The steps it takes, conditions and choices applied. */
	steps: FlowStep[];
	/** Which step is on; `steps.length` at the end. */
	step: number;
	/** Of a step one after the other: who comes when this one agreed. */
	waiting: string[];
	ccUserIds: string[];
	ccAtFinish: string[];
	tasks: ApprovalTask[];
	records: OperationRecord[];
}
