/** The drive: spaces with folders and files, who may do what, and uploads on their way. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** From the least to the most; each may what those before it may. */
export const ROLES = ['READER', 'DOWNLOADER', 'EDITOR', 'MANAGER', 'OWNER'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody's role on a folder or file, and on all below it. */
export interface Grant {
	roleId: Role;
	/** As permissions name them: `USER` by userId, `DEPT`, `ORG`, `CONVERSATION`… */
	type: string;
	id: string;
	corpId?: string;
}

/** A folder or a file. */
export interface Dentry {
	/** `0` for the root of a space. */
	id: string;
	uuid: string;
	spaceId: string;
	/** Absent for a root. */
	parentId?: string;
	type: 'FILE' | 'FOLDER';
	name: string;
	creatorUnionId: string;
	modifierUnionId: string;
	createdAt: number;
	modifiedAt: number;
	/** Of a file, oldest first: its bytes in pieces. */
	versions: Buffer[][];
	grants: Grant[];
}

/** A space. */
export interface Space {
	spaceId: string;
	name: string;
	/** `approval` is the space for files of approvals: flat, and with rights of its own. */
	kind: 'org' | 'approval';
	root: Dentry;
}

/** A folder or file as the page shows it. */
export type DentryInfo = Omit<Dentry, 'versions'> & {
	path: string;
	version: number;
	bytes: number;
};

/** A space as the page shows it. */
export interface SpaceInfo {
	spaceId: string;
	name: string;
	kind: Space['kind'];
	grants: Grant[];
	dentries: DentryInfo[];
}

/** A file or a part of it, as it was put to the store. */
interface Put {
	/** What the upload must carry. */
	headers: Record<string, string>;
	expiresAt: number;
	content?: Buffer;
}

/** A file on its way into a space. */
export interface PendingUpload {
	uploadKey: string;
	spaceId: string;
	unionId: string;
	isMultipart: boolean;
	/** What was said of the whole file beforehand. */
	md5?: string;
	/** By part number; a file in one piece is part 1. */
	puts: Map<number, Put>;
}

/** Work that goes on after the answer. */
export interface DriveTask {
	taskId: string;
	unionId: string;
	count: number;
	startedAt: number;
	/** How often it was asked for: it is not done before the second time. */
	asked: number;
}

interface SeededDentry {
	name: string;
	text?: string;
	children?: SeededDentry[];
}

interface SeededSpace {
	spaceId: string;
	name: string;
	kind?: Space['kind'];
	ownerUnionId: string;
	grants: Grant[];
	children: SeededDentry[];
}

export const sizeOf = (pieces: readonly Buffer[]): number =>
	pieces.reduce((sum, { length }) => sum + length, 0);

/** The newest bytes of a file. */
export const contentOf = ({ versions }: Dentry): Buffer[] => versions.at(-1) ?? [];

const FIRST_ID = 60_605_000_000;

/** What a new folder or file is told. */
export type NewDentry = Pick<Dentry, 'spaceId' | 'name' | 'type'> & {
	parentId: string;
	unionId: string;
	content?: Buffer[];
};

/** All spaces and what is in them. */
export class DriveStore {
	spaces = new Map<string, Space>();
	/** By id; without the roots. */
	dentries = new Map<string, Dentry>();
	/** By upload key. */
	uploads = new Map<string, PendingUpload>();
	tasks = new Map<string, DriveTask>();
	private lastId = FIRST_ID;
	private now: () => number = Date.now;

	/** Back to the seed. */
	reset(now: () => number): void {
		this.now = now;
		this.lastId = FIRST_ID;
		for (const map of [this.spaces, this.dentries, this.uploads, this.tasks]) map.clear();
		const url = new URL('./seed/spaces.json', import.meta.url);
		for (const seeded of JSON.parse(readFileSync(url, 'utf8')) as SeededSpace[]) this.seed(seeded);
	}

	private seed({ spaceId, name, kind = 'org', ownerUnionId, grants, children }: SeededSpace): void {
		const root = this.blank({ spaceId, name, type: 'FOLDER', unionId: ownerUnionId }, '0');
		this.spaces.set(spaceId, { spaceId, name, kind, root: { ...root, grants } });
		const plant = (parentId: string, seeded: SeededDentry): void => {
			const type = seeded.text === undefined ? 'FOLDER' : 'FILE';
			const content = seeded.text === undefined ? undefined : [Buffer.from(seeded.text)];
			const given = { spaceId, parentId, name: seeded.name, type, content } as const;
			const { id } = this.add({ ...given, unionId: ownerUnionId });
			for (const child of seeded.children ?? []) plant(id, child);
		};
		for (const child of children) plant('0', child);
	}

	private blank({ unionId, content, ...given }: Omit<NewDentry, 'parentId'>, id: string): Dentry {
		const now = this.now();
		return {
			...given,
			id,
			uuid: randomBytes(24).toString('base64url').replace(/[-_]/g, 'x'),
			creatorUnionId: unionId,
			modifierUnionId: unionId,
			createdAt: now,
			modifiedAt: now,
			versions: content ? [content] : [],
			grants: [],
		};
	}

	/** Puts a folder or a file there; names are not compared. */
	add(given: NewDentry): Dentry {
		const dentry = { ...this.blank(given, String(++this.lastId)), parentId: given.parentId };
		this.dentries.set(dentry.id, dentry);
		return dentry;
	}

	find(spaceId: string, dentryId: string): Dentry | undefined {
		const space = this.spaces.get(spaceId);
		if (dentryId === '0') return space?.root;
		const dentry = this.dentries.get(dentryId);
		return dentry?.spaceId === spaceId ? dentry : undefined;
	}

	findByUuid(uuid: string): Dentry | undefined {
		const all = [...[...this.spaces.values()].map(({ root }) => root), ...this.dentries.values()];
		return all.find((dentry) => dentry.uuid === uuid);
	}

	childrenOf({ spaceId, id }: Dentry): Dentry[] {
		return [...this.dentries.values()].filter(
			(dentry) => dentry.spaceId === spaceId && dentry.parentId === id,
		);
	}

	/** What is below, at any depth. */
	below(dentry: Dentry): Dentry[] {
		return this.childrenOf(dentry).flatMap((child) => [child, ...this.below(child)]);
	}

	/** The dentry and what it is in, up to the root. */
	lineOf(dentry: Dentry): Dentry[] {
		const parent =
			dentry.parentId === undefined ? undefined : this.find(dentry.spaceId, dentry.parentId);
		return parent ? [dentry, ...this.lineOf(parent)] : [dentry];
	}

	/** From the root of its space: `/folder/name`. */
	pathOf(dentry: Dentry): string {
		const names = this.lineOf(dentry).map(({ name }) => name);
		return `/${names.slice(0, -1).reverse().join('/')}`;
	}

	/** The spaces as they are shown, with the latest of their folders and files. */
	shown(latest: number): SpaceInfo[] {
		return [...this.spaces.values()].map((space) => ({
			spaceId: space.spaceId,
			name: space.name,
			kind: space.kind,
			grants: space.root.grants,
			dentries: this.below(space.root)
				.slice(-latest)
				.map(({ versions, ...dentry }) => ({
					...dentry,
					path: this.pathOf({ ...dentry, versions }),
					version: versions.length,
					bytes: sizeOf(versions.at(-1) ?? []),
				})),
		}));
	}

	/** Takes it away with all below it. */
	remove(dentry: Dentry): void {
		for (const { id } of [...this.below(dentry), dentry]) this.dentries.delete(id);
	}
}
