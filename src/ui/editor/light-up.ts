import type { PolicyFile } from '../../store/persistence.ts';
import type { View } from '../../store/view.ts';
import { monaco } from './monaco.ts';

/**
 * Lights up in the graph what the cursor's line is about, while the editor has the focus.
 * Not while a person types: then the verdicts that flip are what counts, wherever they are.
 */
export function lightUpLines(
  editor: monaco.editor.IStandaloneCodeEditor,
  view: View,
  fileShown: () => PolicyFile | undefined,
): readonly monaco.IDisposable[] {
  const quench = () => {
    if (view.getState().cursor !== null) view.setState({ cursor: null });
  };
  const light = () => {
    const file = fileShown();
    const line = editor.getPosition()?.lineNumber;
    if (!editor.hasTextFocus() || file?.applied !== true || line === undefined) quench();
    else view.setState({ cursor: { file: file.name, line } });
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
