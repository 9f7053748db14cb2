import './site.css';
import './shell.ts';

// The page can be read before the views are there.
void import('../define.ts');
