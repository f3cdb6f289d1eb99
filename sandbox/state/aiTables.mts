import { readFileSync } from 'node:fs';

/** The shapes of AI tables (AI 表格, 多维表); `types.mts` has them too. */

/** What somebody may do in a base. */
export type Access = 'read' | 'write';

/** A column. */
export interface TableField {
	id: string;
	name: string;
	type: string;
	property?: {
		choices?: Array<{ id: string; name: string }>;
		formatter?: string;
		currencyType?: string;
		multiple?: boolean;
		linkedSheetId?: string;
		linkedFieldId?: string;
	};
}

/** A row. */
export interface TableRecord {
	id: string;
	/** By field ID, as calls read them. */
	values: Record<string, unknown>;
	/** Sandbox clock, ms. */
	createdTime: number;
	/** unionId. */
	createdBy: string;
	lastModifiedTime: number;
	lastModifiedBy: string;
}

/** A table (数据表) of a base. */
export interface Sheet {
	id: string;
	name: string;
	fields: TableField[];
	/** In their order. */
	records: TableRecord[];
}

/** A document of the knowledge base: an AI table, or one of another kind, without sheets. */
export interface Base {
	/** The ID of its node in the knowledge base. */
	baseId: string;
	name: string;
	/** `able` for AI tables. */
	extension: string;
	/** The root of the knowledge base that lists it, if one does. */
	parentId?: string;
	/** By userId. */
	access: Record<string, Access>;
	sheets: Sheet[];
}

/** A file in a column, as it is kept: read, it has a temporary `url` too. */
export interface Attachment {
	filename: string;
	size: number;
	type: string;
	resourceId: string;
}

/** A file of a base: asked for, and there once its bytes came. */
export interface Resource {
	baseId: string;
	fileName: string;
	mimeType: string;
	/** As it was announced. */
	size: number;
	content?: Buffer;
	/** End of the address to put it to, sandbox clock, ms. */
	expiresAt: number;
}

type SeedSheet = Omit<Sheet, 'records'> & { records: Array<Pick<TableRecord, 'id' | 'values'>> };
type SeedBase = Omit<Base, 'sheets'> & { sheets: SeedSheet[] };

const attachmentsIn = (sheets: readonly Sheet[]): Attachment[] =>
	sheets.flatMap(({ fields, records }) =>
		fields
			.filter(({ type }) => type === 'attachment')
			.flatMap(({ id }) => records.flatMap(({ values }) => (values[id] ?? []) as Attachment[])),
	);

// Tables grow long: the page and tests get the newest records.
const RECORDS_SHOWN = 200;

const SEED = new URL('./seed/aiTables.json', import.meta.url);

/** Everything about AI tables that a reset brings back. */
export class AiTableStore {
	/** By base ID. */
	readonly bases = new Map<string, Base>();
	/** What a client token was given with, and the answer that it got. */
	readonly tokens = new Map<string, { body: string; ids: string[] }>();

	/** Files of attachments, by resource ID. */
	readonly resources = new Map<string, Resource>();

	reset(nowMs: number): void {
		this.bases.clear();
		this.tokens.clear();
		this.resources.clear();
		const author = 'union-zhangwei';
		for (const base of JSON.parse(readFileSync(SEED, 'utf8')) as SeedBase[]) {
			const sheets = base.sheets.map((sheet) => ({
				...sheet,
				records: sheet.records.map((record) => ({
					...record,
					...{ createdTime: nowMs, createdBy: author },
					...{ lastModifiedTime: nowMs, lastModifiedBy: author },
				})),
			}));
			this.bases.set(base.baseId, { ...base, sheets });
			for (const attachment of attachmentsIn(sheets)) {
				this.resources.set(attachment.resourceId, {
					baseId: base.baseId,
					fileName: attachment.filename,
					mimeType: 'application/pdf',
					size: attachment.size,
					content: Buffer.alloc(attachment.size, 'sandbox '),
					expiresAt: nowMs,
				});
			}
		}
	}

	/** All bases, with the newest records of their tables. */
	shown(): Base[] {
		return [...this.bases.values()].map((base) => ({
			...base,
			sheets: base.sheets.map((sheet) => ({
				...sheet,
				records: sheet.records.slice(-RECORDS_SHOWN),
			})),
		}));
	}
}
