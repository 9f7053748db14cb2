import '../define.ts';
import './site.css';
import './shell.ts';
