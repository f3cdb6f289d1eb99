/** What a form asks for, in the words of n8n's own forms. */
export type FieldType =
	| 'checkbox'
	| 'date'
	| 'dropdown'
	| 'email'
	| 'hiddenField'
	| 'number'
	| 'radio'
	| 'text'
	| 'textarea';

/** One field of a form. */
export interface FormField {
	/** Its key in the output. */
	name: string;
	/** Absent for the one field of a free text: the page names it in the reader's language. */
	label?: string;
	type: FieldType;
	isRequired: boolean;
	placeholder?: string;
	/** What the form is filled with; of a hidden field the value itself. */
	preset?: string;
	/** What can be chosen: checkboxes, radio buttons, dropdowns. */
	choices?: string[];
	/** Fewest and most checkboxes. */
	least?: number;
	most?: number;
}

/** Yes or no. */
export interface Approval {
	kind: 'approval';
	approveLabel: string;
	/** Absent where people can only approve. */
	declineLabel?: string;
}

/** A text, or several values. */
export interface Form {
	kind: 'form';
	title?: string;
	description?: string;
	buttonLabel?: string;
	fields: FormField[];
}

/** What people are asked. */
export type Question = Approval | Form;
