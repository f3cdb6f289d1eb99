import { itDecides } from './decisions';

itDecides('approve', 'agree');
