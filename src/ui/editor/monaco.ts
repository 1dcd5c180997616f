import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/dnd/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/yaml/register';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

/** The editor with the features that a YAML file needs, and none that needs a network. */
export { monaco };

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

export const THEME = 'seglab';

/** Gives the editor the colours of the page as it is now. */
export function followTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const rule = (token: string, name: string) => ({ token, foreground: colour(name).slice(1) });
  const isDark = style.getPropertyValue('color-scheme').trim() !== 'light';
  monaco.editor.defineTheme(THEME, {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      rule('', '--code-value'),
      rule('type', '--code-key'),
      rule('comment', '--code-comment'),
      rule('operators', '--code-comment'),
    ],
    colors: {
      'editor.background': colour('--canvas'),
      'editor.foreground': colour('--code-value'),
      'editor.lineHighlightBackground': colour('--accent-wash'),
      'editor.selectionBackground': `${colour('--accent')}40`,
      'editor.inactiveSelectionBackground': `${colour('--accent')}26`,
      'editor.findMatchBackground': `${colour('--note')}66`,
      'editor.findMatchHighlightBackground': `${colour('--note')}33`,
      'editorBracketMatch.background': `${colour('--accent')}26`,
      'editorBracketMatch.border': colour('--control'),
      'editorCursor.foreground': colour('--accent'),
      'editorLineNumber.foreground': colour('--ink-3'),
      'editorLineNumber.activeForeground': colour('--ink'),
      'editorError.foreground': colour('--note'),
      'editorWarning.foreground': colour('--note'),
      'editorInfo.foreground': colour('--ink-3'),
      'editorWidget.background': colour('--overlay'),
      'editorWidget.foreground': colour('--ink'),
      'editorWidget.border': colour('--line-2'),
      'editorHoverWidget.background': colour('--overlay'),
      'editorHoverWidget.foreground': colour('--ink'),
      'editorHoverWidget.border': colour('--line-2'),
      'input.background': colour('--raised'),
      'input.foreground': colour('--ink'),
      'input.border': colour('--control'),
      'menu.background': colour('--overlay'),
      'menu.foreground': colour('--ink'),
      'menu.selectionBackground': colour('--accent-wash'),
      'menu.selectionForeground': colour('--accent'),
      'menu.border': colour('--line-2'),
      'scrollbarSlider.background': `${colour('--control')}66`,
      'scrollbarSlider.hoverBackground': `${colour('--control')}99`,
      'scrollbarSlider.activeBackground': colour('--control'),
      focusBorder: colour('--accent'),
      'widget.shadow': '#00000000',
    },
  });
  monaco.editor.setTheme(THEME);
}
