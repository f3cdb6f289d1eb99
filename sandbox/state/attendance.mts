/** A person punches in or out. */
export interface Punch {
	id: number;
	userId: string;
	/** Unix ms. */
	time: number;
	address: string;
	/** Away from where people work, with the reason given. */
	outside?: string;
}

/** A report about somebody's work. */
export interface WrittenReport {
	reportId: string;
	templateName: string;
	userId: string;
	/** Unix ms, as is the other. */
	createTime: number;
	modifiedTime: number;
	/** In the order of the form. */
	contents: Array<{ key: string; value: string }>;
	remark: string;
}
