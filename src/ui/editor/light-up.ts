import { highlightOf } from '../../store/highlight.ts';
import type { PolicyFile } from '../../store/persistence.ts';
import type { Session } from '../../store/session.ts';
import { monaco } from './monaco.ts';

/**
 * Lights up in the graph what the cursor's line is about, while the editor has the focus.
 * Not while a person types: then the verdicts that flip are what counts, wherever they are.
 */
export function lightUpLines(
  editor: monaco.editor.IStandaloneCodeEditor,
  { simulation, view }: Session,
  fileShown: () => PolicyFile | undefined,
): readonly monaco.IDisposable[] {
  const light = () => {
    const file = fileShown();
    const line = editor.getPosition()?.lineNumber;
    const isSeen = editor.hasTextFocus() && file?.applied === true && line !== undefined;
    view.setState({ highlight: isSeen ? highlightOf(simulation.getState().simulation, file, line) : null });
  };
  const quench = () => {
    if (view.getState().highlight !== null) view.setState({ highlight: null });
  };
  return [
    editor.onDidFocusEditorText(light),
    editor.onDidBlurEditorText(quench),
    editor.onDidChangeModel(quench),
    editor.onDidChangeModelContent(quench),
    editor.onDidChangeCursorPosition(({ reason }) => {
      if (reason === monaco.editor.CursorChangeReason.Explicit) light();
    }),
    { dispose: quench },
  ];
}
