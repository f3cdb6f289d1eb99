/** The shape of a todo (待办); `types.mts` has it too. */

/** One of those who have to do it. */
export interface TodoExecutor {
	unionId: string;
	isDone: boolean;
}

/** A todo task. Everybody in it is a unionId. */
export interface Todo {
	/** Digits as text, beyond 2^53. */
	todoId: string;
	/** Grows with every todo: the order of lists. */
	n: number;
	sourceId?: string;
	/** Client ID of the app that made it. */
	app: string;
	/** The app as todo calls name it. */
	bizTag: string;
	subject: string;
	description?: string;
	creatorId: string;
	modifierId: string;
	executors: TodoExecutor[];
	participantIds: string[];
	detailUrl: { appUrl?: string; pcUrl?: string };
	contentFieldList?: Array<{ fieldKey: string; fieldValue: string }>;
	actionList?: TodoAction[];
	isOnlyShowExecutor: boolean;
	priority?: number;
	notifyConfigs?: Record<string, string>;
	remindNotifyConfigs?: Record<string, string>;
	todoType: 'TODO' | 'READ';
	bizCategoryId?: string;
	/** Unix ms, as all times here. */
	dueTime?: number;
	reminderTimeStamp?: number;
	createdTime: number;
	modifiedTime: number;
	finishTime?: number;
	isDone: boolean;
}

/** A button on a todo. */
export interface TodoAction {
	title: string;
	/** 1 calls the address, 2 opens it. */
	actionType?: number;
	url?: string;
	pcUrl?: string;
	actionKey?: string;
	buttonStyleType?: number;
	param?: { body?: string; header?: Record<string, unknown> };
}
