import { itDecides } from './decisions';

itDecides('refuse', 'refuse');
