/** The thread in which files that are no plain text are read. */
import { serveSideThread } from '../side-thread.ts';
import type { Format, Upload } from './format.ts';
import { readUpload } from './read-upload.ts';
import type { Read } from './reading.ts';

serveSideThread<{ upload: Upload; format: Format }, Read>(({ upload, format }) => readUpload(upload, format));
