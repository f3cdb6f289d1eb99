import type { IBinaryKeyData } from 'n8n-workflow';

import type { PersonRef } from '../../../shared/params/personRef';

/** A field (控件) of an approval form, as its schema describes it. */
export interface Component {
	id: string;
	/** As people read it; of a range of time both labels. */
	label: string;
	/** One for each value that it asks for: two of a range of time. */
	labels: string[];
	/** How calls name it: the label as the schema has it. */
	name: string;
	/** DingTalk's `componentName`. */
	type: string;
	isRequired: boolean;
	/** Its value is no one's to fill in: it shows only where another field says so. */
	isHidden: boolean;
	/** Texts to choose from. */
	options: string[];
	/** Of dates, such as `yyyy-MM-dd HH:mm`. */
	format: string;
	/** Of dates 天, 小时 or 半天; of numbers whatever they count. */
	unit: string;
	/** Most stars of a rating. */
	limit?: number;
	/** Takes one person or department at most. */
	isSingle: boolean;
	/** The columns of a table. */
	children: Component[];
}

/** A file that is to go into a field of the form. */
export type FileSource =
	| { binary: string }
	/** A picture that is on the web already. */
	| { url: string }
	/** A file that is in the approval space already, such as an attachment of another approval. */
	| { stored: StoredFile };

/** A file in the approval space as DingTalk names it: all texts. */
export interface StoredFile {
	spaceId: string;
	fileName: string;
	fileSize: string;
	fileType: string;
	fileId: string;
}

/** A checked value of a field; what DingTalk has to be asked for is still open. */
export type Draft =
	| { kind: 'text'; text: string }
	| { kind: 'people'; people: PersonRef[] }
	| { kind: 'photos'; files: FileSource[] }
	| { kind: 'attachments'; files: FileSource[] }
	| { kind: 'rows'; rows: Filled[][] };

/** A field with its value. */
export interface Filled {
	component: Component;
	/** The field as the user reads it, for faults: `Costs > Amount 2`. */
	field: string;
	draft: Draft;
}

/** What a value is read by. */
export interface Reading {
	component: Component;
	/** As `Filled` has it. */
	field: string;
	/** Of dates without offset. */
	timeZone: string;
	/** The item's files. */
	held: IBinaryKeyData;
}

export const text = (content: string): Draft => ({ kind: 'text', text: content });
