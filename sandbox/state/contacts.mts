/** The shapes of the address book; `types.mts` has them too. */

/** A member of the organisation. */
export interface Person {
	userId: string;
	unionId: string;
	name: string;
	mobile: string;
	/** Shown under the name on the page, for example "on call". */
	title?: string;
	email?: string;
	jobNumber?: string;
	managerUserId?: string;
	/** Departments the person is in; ids are digits as text, for they may be beyond 2^53. */
	deptIds: string[];
	/** Those of them the person leads. */
	leads: string[];
	isAdmin?: boolean;
	/** An external contact, not one of the staff. */
	external?: boolean;
	/** False: exists, but outside every app's visible range. */
	visible: boolean;
}

/** A department. */
export interface Department {
	/** Digits as text: a number on the wire, of up to 64 bits. The root is `1`. */
	deptId: string;
	name: string;
	/** Absent for the root. */
	parentId?: string;
	/** False: exists, but outside every app's visible range, and so are those below it. */
	visible: boolean;
}
