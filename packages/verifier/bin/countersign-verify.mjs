#!/usr/bin/env node
/** `countersign-verify EXPORT --key FILE`: what it checks stands in docs/audit-format.md. */
import '../dist/app/main.js';
