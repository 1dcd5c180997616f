import type { Place } from '../../documents/place.ts';
import type { Mark } from '../../lab/report.ts';
import type { Severity } from '../../model/problem.ts';
import type { PolicyFile } from '../../store/persistence.ts';
import type { Session } from '../../store/session.ts';
import type { Reveal, Spot } from '../../store/view.ts';
import { type LineAdornment, markedLines, subjectCounts } from './adornments.ts';
import { lightUpLines } from './light-up.ts';
import { followTheme, monaco, THEME } from './monaco.ts';
import { guardAgainstHugeText } from './paste-guard.ts';

type Model = monaco.editor.ITextModel;

const FONT = '"JetBrains Mono Variable", ui-monospace, monospace';
/** The width of a character of the text, and of one of the words behind it. */
const TEXT_WIDTH = 7.8;
const WORDS_WIDTH = 6.4;

const SEVERITIES: Readonly<Record<Severity, monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** Puts the editor into `host` and keeps it in step with the session; returns what takes it away. */
export function mountEditor(host: HTMLElement, session: Session, onCursor: (place: Place) => void): () => void {
  const { workspace, lab, view } = session;
  followTheme();
  const editor = monaco.editor.create(host, {
    model: null,
    theme: THEME,
    fontFamily: FONT,
    fontSize: 13,
    lineHeight: 20,
    fontLigatures: false,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    minimap: { enabled: false },
    stickyScroll: { enabled: false },
    folding: false,
    glyphMargin: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 32,
    padding: { top: 8, bottom: 8 },
    scrollBeyondLastLine: false,
    scrollBeyondLastColumn: 1,
    renderLineHighlight: 'all',
    renderLineHighlightOnlyWhenFocus: true,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    occurrencesHighlight: 'off',
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    links: false,
    wordBasedSuggestions: 'off',
    quickSuggestions: false,
    smoothScrolling: false,
    cursorBlinking: 'solid',
  });

  const models = new Map<string, Model>();
  /** What the workspace and a model agree on: to ask a model for its text copies all of it. */
  const agreed = new WeakMap<Model, string>();
  const viewStates = new Map<string, monaco.editor.ICodeEditorViewState | null>();
  const adornments = editor.createDecorationsCollection();
  const spot = editor.createDecorationsCollection();
  let shown: string | null = null;
  /** True while the model is told of a change: it must not tell it back. */
  let isTelling = false;

  const fileShown = (): PolicyFile | undefined => {
    const { files, open } = workspace.getState();
    return files.find((file) => file.name === open);
  };
  const pathOf = (name: string): string => {
    const { course, scenario } = workspace.getState();
    return `/${course.id}/${scenario.id}/${name}`;
  };
  const modelOf = (file: PolicyFile): Model => {
    const path = pathOf(file.name);
    const uri = monaco.Uri.from({ scheme: 'seglab', path });
    const model = models.get(path) ?? monaco.editor.createModel(file.text, 'yaml', uri);
    if (!models.has(path)) {
      agreed.set(model, file.text);
      model.updateOptions({
        bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
      });
    }
    models.set(path, model);
    return model;
  };
  /** Gives a model the workspace's text; true when it had another. */
  const tell = (model: Model, text: string): boolean => {
    if (agreed.get(model) === text) return false;
    isTelling = true;
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
    isTelling = false;
    agreed.set(model, text);
    return true;
  };
  /** Models of files that are gone; those of another scenario hold no more than its workspace does. */
  const forget = (isGone: (path: string) => boolean) => {
    for (const path of [...models.keys()].filter(isGone)) {
      models.get(path)?.dispose();
      models.delete(path);
      viewStates.delete(path);
    }
  };

  const adorn = () => {
    const file = fileShown();
    const model = editor.getModel();
    // The report may tell of a text that the model is about to be told.
    if (file === undefined || model === null || agreed.get(model) !== file.text) return;
    if (models.get(pathOf(file.name)) !== model) return;
    const { report, answered } = lab.getState();
    const judged = answered?.policies.find(({ name }) => name === file.name);
    // Or of an earlier one: until its own report comes, a text keeps the adornments that move along with it.
    if (file.applied && judged?.text !== file.text) return;
    const room = editor.getLayoutInfo().contentWidth - editor.getLayoutInfo().verticalScrollbarWidth;
    const fits = (line: number, words: string) =>
      model.getLineMaxColumn(line) * TEXT_WIDTH + (words.length + 4) * WORDS_WIDTH < room;
    const lines = file.applied
      ? [
          ...markedLines(report.marks, file.name, fits),
          ...subjectCounts(report.file?.name === file.name ? report.file : null),
        ]
      : [];
    adornments.set(lines.map((one) => decorationOf(one, model)));
    const faults = file.applied ? report.problems.list.filter((problem) => problem.file === file.name) : [];
    monaco.editor.setModelMarkers(
      model,
      'seglab',
      faults.map((fault) => ({
        severity: SEVERITIES[fault.severity],
        message: fault.message,
        startLineNumber: fault.line,
        startColumn: fault.column,
        endLineNumber: fault.endLine,
        endColumn: fault.endColumn,
      })),
    );
  };
  const show = () => {
    const file = fileShown();
    if (file === undefined) {
      shown = null;
      editor.setModel(null);
      return;
    }
    const model = modelOf(file);
    const path = pathOf(file.name);
    const isNew = editor.getModel() !== model;
    const isTold = tell(model, file.text);
    if (isNew) {
      if (shown !== null) viewStates.set(shown, editor.saveViewState());
      editor.setModel(model);
      editor.restoreViewState(viewStates.get(path) ?? null);
      editor.updateOptions({ ariaLabel: `${file.name}. Escape, then Tab, leaves the editor.` });
      spot.clear();
    }
    shown = path;
    // A text that was typed is adorned when its report comes.
    if (isNew || isTold) adorn();
  };
  /** The cluster's own text is not edited here: its line is told instead. */
  const tellOfCluster = ({ file, line }: Spot) => {
    const { cluster } = workspace.getState().course;
    if (file !== cluster.name) return;
    const text = lineOf(cluster.text, line).trim().slice(0, 120);
    view.say(`Line ${line} of ${file}: “${text}”. Mend it there and open it again.`);
  };
  const goTo = ({ to, focus }: Reveal) => {
    workspace.show(to.file);
    const file = fileShown();
    if (file === undefined || file.name !== to.file) {
      tellOfCluster(to);
      return;
    }
    view.setState({ listShown: false });
    show();
    const { line, column } = to;
    spot.set([{ range: new monaco.Range(line, 1, line, 1), options: { isWholeLine: true, className: 'spot-line' } }]);
    editor.revealLineInCenterIfOutsideViewport(line, monaco.editor.ScrollType.Immediate);
    if (!focus) return;
    editor.setPosition({ lineNumber: line, column });
    editor.focus();
  };
  /** What was just selected is shown where it was decided, without taking the focus. */
  const goToMark = (marks: readonly Mark[]) => {
    const { files } = workspace.getState();
    const within = marks.filter(({ file: marked }) => files.some((file) => file.name === marked));
    const first = within.find(({ tone }) => tone === 'block') ?? within[0];
    spot.clear();
    if (first === undefined) return;
    goTo({ to: first, focus: false });
    spot.clear();
  };

  const disposables = [
    editor.onDidChangeModelContent(() => {
      const model = editor.getModel();
      const file = fileShown();
      if (isTelling || model === null || file === undefined) return;
      const text = model.getValue();
      agreed.set(model, text);
      spot.clear();
      workspace.write(file.name, text);
    }),
    editor.onDidChangeCursorPosition(({ position }) =>
      onCursor({ line: position.lineNumber, column: position.column }),
    ),
    editor.onDidLayoutChange(adorn),
    ...lightUpLines(editor, view, fileShown),
    ...letTabLeave(editor),
  ];
  const unsubscribe = [
    guardAgainstHugeText(host, editor, (sentence) => view.say(sentence)),
    workspace.subscribe((state, before) => {
      show();
      if (state.files === before.files) return;
      const paths = new Set(state.files.map((file) => pathOf(file.name)));
      forget((path) => !paths.has(path));
    }),
    lab.subscribe((state, before) => {
      if (state.report === before.report && state.answered === before.answered) return;
      adorn();
      if (state.answered?.selection !== before.answered?.selection) goToMark(state.report.marks);
    }),
    view.subscribe((state, before) => {
      if (state.reveal !== before.reveal && state.reveal !== null) goTo(state.reveal);
    }),
  ];
  const theme = new MutationObserver(followTheme);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = window.matchMedia('(prefers-color-scheme: light)');
  system.addEventListener('change', followTheme);
  void document.fonts.load('13px "JetBrains Mono Variable"').then(() => monaco.editor.remeasureFonts());

  show();
  const { reveal } = view.getState();
  if (reveal !== null) goTo(reveal);
  else goToMark(lab.getState().report.marks);

  return () => {
    theme.disconnect();
    system.removeEventListener('change', followTheme);
    for (const stop of unsubscribe) stop();
    for (const disposable of disposables) disposable.dispose();
    editor.dispose();
    forget(() => true);
  };
}

/** A line of a text that may be very long; 1-based. */
function lineOf(text: string, line: number): string {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end);
}

/** Tab indents, as in every editor; after Escape it goes on to what comes after the editor. */
function letTabLeave(editor: monaco.editor.IStandaloneCodeEditor): readonly monaco.IDisposable[] {
  const set = (tabFocusMode: boolean) => editor.updateOptions({ tabFocusMode });
  return [
    editor.onKeyDown(({ keyCode }) => {
      if (keyCode === monaco.KeyCode.Escape) set(true);
      else if (keyCode !== monaco.KeyCode.Tab && keyCode !== monaco.KeyCode.Shift) set(false);
    }),
    editor.onDidBlurEditorWidget(() => set(false)),
  ];
}

function decorationOf({ line, tone, words }: LineAdornment, model: Model): monaco.editor.IModelDeltaDecoration {
  const end = model.getLineMaxColumn(line);
  const after = {
    content: `\u00a0\u00a0\u00a0${words}`,
    inlineClassName: tone === null ? 'subject-count' : 'deciding-note',
    inlineClassNameAffectsLetterSpacing: true,
    cursorStops: monaco.editor.InjectedTextCursorStops.None,
  };
  if (tone === null) {
    return { range: new monaco.Range(line, end, line, end), options: { after, showIfCollapsed: true } };
  }
  return {
    range: new monaco.Range(line, 1, line, end),
    options: {
      after,
      showIfCollapsed: true,
      isWholeLine: true,
      className: `line-decides line-decides-${tone}`,
      marginClassName: `deciding-margin deciding-margin-${tone}`,
      linesDecorationsClassName: `deciding-sign deciding-sign-${tone}`,
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    },
  };
}
