import { readFileSync } from 'node:fs';

import type { Access } from './aiTables.mts';
import { fromMarkdown } from './documentMarkdown.mts';

/** The shapes of documents (文档) and knowledge bases (知识库); `types.mts` has them too. */

/** A run of text, or a link with its texts in `children`. */
export interface Inline {
	text?: string;
	elementType?: string;
	properties?: Record<string, unknown>;
	children?: Inline[];
	[style: string]: unknown;
}

/** What a block is, as it is inserted: `{"blockType": "heading", "heading": {"level": 1}, "children": […]}`. */
export interface Element {
	blockType: string;
	children?: Inline[];
	[property: string]: unknown;
}

/** A block of a document. */
export interface Block {
	id: string;
	element: Element;
}

/** A folder or document of a knowledge base. */
export interface WikiNode {
	/** In answers of knowledge bases `nodeId`, elsewhere `dentryUuid`. */
	nodeId: string;
	/** Of documents: a second name that calls for their content take. */
	docKey: string;
	/** Of documents that were made by a call: the name that it gives as `nodeId`, for the deletion alone. */
	legacyId?: string;
	workspaceId: string;
	parentId: string;
	/** Without the extension. */
	name: string;
	type: 'FILE' | 'FOLDER';
	/** `adoc` for documents; '' for folders. */
	extension: string;
	/** unionIds. */
	creatorId: string;
	modifierId: string;
	/** Sandbox clock, ms. */
	createdAt: number;
	modifiedAt: number;
	/** From when on its content can be used: DingTalk prepares a new one for a moment. */
	readyAt: number;
	blocks: Block[];
}

/** A knowledge base (知识库). */
export interface KnowledgeBase {
	workspaceId: string;
	rootNodeId: string;
	name: string;
	description: string;
	/** By userId; who is not in it does not see it. */
	access: Record<string, Access>;
	createdAt: number;
}

interface SeedNode {
	nodeId: string;
	name: string;
	type: 'FILE' | 'FOLDER';
	markdown?: string;
	children?: SeedNode[];
}
type SeedBase = Omit<KnowledgeBase, 'createdAt'> & { nodes: SeedNode[] };

const SEED = new URL('./seed/knowledgeBases.json', import.meta.url);
const AUTHOR = 'union-zhangwei';

/** Everything about documents that a reset brings back. */
export class DocumentStore {
	/** By workspaceId. */
	readonly bases = new Map<string, KnowledgeBase>();
	/** By nodeId. */
	readonly nodes = new Map<string, WikiNode>();
	private lastId = 0;

	reset(nowMs: number): void {
		this.bases.clear();
		this.nodes.clear();
		this.lastId = 0;
		for (const { nodes, ...base } of JSON.parse(readFileSync(SEED, 'utf8')) as SeedBase[]) {
			this.bases.set(base.workspaceId, { ...base, createdAt: nowMs });
			this.seed(base.workspaceId, base.rootNodeId, nodes, nowMs);
		}
	}

	/** A folder or document; its knowledge base is there. */
	add(draft: Partial<WikiNode> & Pick<WikiNode, 'workspaceId' | 'parentId' | 'name'>): WikiNode {
		const number = String(++this.lastId).padStart(6, '0');
		const node: WikiNode = {
			nodeId: `docNode${number}00000000000000000000`,
			docKey: `docKey${number}`,
			type: 'FILE',
			extension: draft.type === 'FOLDER' ? '' : 'adoc',
			creatorId: AUTHOR,
			modifierId: AUTHOR,
			createdAt: 0,
			modifiedAt: 0,
			readyAt: 0,
			blocks: [],
			...draft,
		};
		this.nodes.set(node.nodeId, node);
		return node;
	}

	/** What calls for content know a document by. */
	byKey(key: string): WikiNode | undefined {
		return this.nodes.get(key) ?? [...this.nodes.values()].find(({ docKey }) => docKey === key);
	}

	/** In their order. */
	childrenOf(parentId: string): WikiNode[] {
		return [...this.nodes.values()].filter((node) => node.parentId === parentId);
	}

	/** Takes it away with all below it. */
	remove(node: WikiNode): void {
		for (const child of this.childrenOf(node.nodeId)) this.remove(child);
		this.nodes.delete(node.nodeId);
	}

	/** Gives an element its ID as a block. */
	toBlock(element: Element): Block {
		return { id: `block${String(++this.lastId).padStart(6, '0')}`, element };
	}

	/** All knowledge bases with what they hold. */
	shown(): Array<KnowledgeBase & { nodes: WikiNode[] }> {
		return [...this.bases.values()].map((base) => ({
			...base,
			nodes: [...this.nodes.values()].filter((node) => node.workspaceId === base.workspaceId),
		}));
	}

	private seed(workspaceId: string, parentId: string, nodes: SeedNode[], nowMs: number): void {
		for (const { markdown = '', children = [], ...node } of nodes) {
			const blocks = fromMarkdown(markdown).map((element) => this.toBlock(element));
			const times = { createdAt: nowMs, modifiedAt: nowMs };
			this.add({ ...node, ...times, workspaceId, parentId, blocks });
			this.seed(workspaceId, node.nodeId, children, nowMs);
		}
	}
}
