import { searchAiTableColumns } from '../../shared/listSearch/searchAiTableColumns';
import { searchAiTables } from '../../shared/listSearch/searchAiTables';
import { searchApprovalProcesses } from '../../shared/listSearch/searchApprovalProcesses';
import { searchDentries, searchFiles, searchFolders, searchTargetFolders } from './searchDentries';
import { searchDepartments } from './searchDepartments';
import { searchKnowledgeBaseNodes, searchKnowledgeBases } from './searchKnowledgeBases';
import {
	searchAiTableBases,
	searchDocuments,
	searchWorkbooks,
} from '../../shared/listSearch/searchOnlineDocuments';
import { searchRooms } from './searchRooms';
import { searchSpaces } from './searchSpaces';
import { searchSheets } from './searchSheets';
import { searchGroups } from '../../shared/listSearch/searchGroups';
import { searchUsers } from '../../shared/listSearch/searchUsers';

/** What the pickers of the form call. */
export const listSearch = {
	searchAiTableBases,
	searchAiTableColumns,
	searchAiTables,
	searchApprovalProcesses,
	searchDentries,
	searchDepartments,
	searchDocuments,
	searchFiles,
	searchFolders,
	searchGroups,
	searchKnowledgeBaseNodes,
	searchKnowledgeBases,
	searchRooms,
	searchSpaces,
	searchTargetFolders,
	searchSheets,
	searchUsers,
	searchWorkbooks,
};
