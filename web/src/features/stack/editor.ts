import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic as Mark } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Diagnostic } from '@/api/types';
import { separatorOf } from './eol';

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ansi-blue)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ansi-green)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--ansi-magenta)' },
  { tag: [tags.comment, tags.meta], color: 'var(--log-gutter)', fontStyle: 'italic' },
  { tag: [tags.labelName, tags.typeName], color: 'var(--ansi-cyan)' },
  {
    tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace],
    color: 'var(--text-3)',
  },
]);

const look = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'var(--log-bg)',
    color: 'var(--log-fg)',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: 'none' }, // drawn by its host, above the gutter
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px' },
  '.cm-content': { caretColor: 'var(--text-1)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text-1)' },
  '.cm-gutters': { backgroundColor: 'var(--log-bg)', color: 'var(--log-gutter)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--log-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    {
      backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
    },
  '.cm-panels, .cm-tooltip': {
    backgroundColor: 'var(--surface-1)',
    color: 'var(--text-1)',
    borderColor: 'var(--border-strong)',
  },
  '.cm-textfield, .cm-button': {
    background: 'var(--surface-1)',
    border: '1px solid var(--border-control)',
    borderRadius: '7px',
    color: 'var(--text-1)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--log-hit)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--st-failed-solid)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--st-partial-solid)' },
});

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  yaml: boolean;
  readOnly: boolean;
  label: string;
  changed: (text: string) => void;
}

/** A text editor that gives back what it was given, byte for byte where nothing was changed. */
export function openEditor(options: EditorOptions) {
  const writable = new Compartment();
  const access = (readOnly: boolean): Extension => [
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(!readOnly),
  ];

  function stateOf(text: string, readOnly: boolean): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        EditorState.lineSeparator.of(separatorOf(text)),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
        history(),
        lineNumbers(),
        lintGutter(),
        highlightSpecialChars(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        drawSelection(),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of('  '),
        options.yaml ? yaml() : [],
        syntaxHighlighting(colours),
        look,
        writable.of(access(readOnly)),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          tabindex: '0',
          spellcheck: 'false',
          autocapitalize: 'off',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.changed(update.state.sliceDoc());
        }),
      ],
    });
  }

  const view = new EditorView({
    parent: options.parent,
    state: stateOf(options.text, options.readOnly),
  });
  return {
    /** Puts another text there, without a way to undo it. */
    replace: (text: string, readOnly: boolean) => view.setState(stateOf(text, readOnly)),
    readOnly: (is: boolean) => view.dispatch({ effects: writable.reconfigure(access(is)) }),
    mark: (diagnostics: readonly Diagnostic[]) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          diagnostics.map((one) => markOf(one, view.state)),
        ),
      ),
    /** Shows a line, numbered from 1. */
    goTo(line: number) {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({
        selection: { anchor: at.from },
        effects: EditorView.scrollIntoView(at.from, { y: 'center' }),
      });
      view.focus();
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

export type OpenEditor = ReturnType<typeof openEditor>;

function markOf(diagnostic: Diagnostic, state: EditorState): Mark {
  const line = state.doc.line(Math.max(1, Math.min(diagnostic.line ?? 1, state.doc.lines)));
  const from = Math.min(line.to, line.from + Math.max(0, (diagnostic.column ?? 1) - 1));
  const severity = diagnostic.severity === 'ERROR' ? 'error' : 'warning';
  return { from, to: Math.max(from, line.to), severity, message: diagnostic.message };
}
