import { searchDepartments } from './searchDepartments';
import { searchGroups } from './searchGroups';
import { searchUsers } from './searchUsers';

/** What the pickers of the form call. */
export const listSearch = { searchDepartments, searchGroups, searchUsers };
