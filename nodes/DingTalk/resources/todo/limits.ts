/** DingTalk docs "新增钉钉待办任务". */
export const TODO_LIMITS = {
	subjectChars: 1024,
	descriptionChars: 4096,
	urlBytes: 1024,
	customFieldBytes: 1024,
	executors: 100,
	participants: 100,
} as const;
