package ducksite.image;

import java.util.List;

/**
 * What can be checked of a page without a person: that everything one can use has a name, that no
 * id is taken twice, that headings skip no level, that text stands out from what is behind it.
 */
final class Accessibility {
  private static final String CHECK =
      """
      const found = [];
      const say = (element, what) => found.push(what + ': ' + element.outerHTML.slice(0, 160));
      const visible = (element) => {
        if (element.closest('[aria-hidden=true], .wd-replaced')) { return false; }
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        return style.visibility === 'visible' && style.display !== 'none' && box.width > 0 && box.height > 0;
      };
      const name = (element) => {
        const by = element.getAttribute('aria-labelledby');
        const text = by ? by.split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ') : '';
        return (text || element.getAttribute('aria-label') || [...(element.labels ?? [])].map(label => label.textContent).join(' ')
          || (element.matches('button, a, summary') ? element.textContent : '') || element.getAttribute('title') || '').trim();
      };
      for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')) {
        if (visible(element) && name(element) === '') { say(element, 'no name'); }
      }
      const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
      ids.filter((id, index) => ids.indexOf(id) !== index).forEach(id => found.push('id taken twice: ' + id));
      for (const reference of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls']) {
        for (const element of document.querySelectorAll('[' + reference + ']')) {
          for (const id of element.getAttribute(reference).split(' ')) {
            if (!document.getElementById(id)) { say(element, reference + ' leads nowhere'); }
          }
        }
      }
      for (const image of document.querySelectorAll('img, canvas, svg')) {
        if (!image.hasAttribute('alt') && !image.hasAttribute('aria-label') && !image.closest('[aria-hidden=true]')) { say(image, 'no text for an image'); }
      }
      let level = 0;
      for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
        const next = Number(heading.tagName[1]);
        if (next > level + 1) { say(heading, 'a level of headings is left out'); }
        level = next;
      }
      if (document.querySelectorAll('h1').length !== 1) { found.push('not one h1'); }
      if (!document.documentElement.lang) { found.push('no language'); }
      if (!document.querySelector('main')) { found.push('no main'); }
      const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
      const rgba = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
      };
      const over = (top, below) => top.slice(0, 3).map((part, i) => part * top[3] + below[i] * (1 - top[3])).concat(1);
      const behind = (element) => {
        const layers = [];
        for (let at = element; at; at = at.parentElement) { layers.push(rgba(getComputedStyle(at).backgroundColor)); }
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
      };
      const light = (color) => {
        const [r, g, b] = color.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      let measured = 0;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const seen = new Set();
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (walker.currentNode.textContent.trim() === '' || seen.has(element) || !visible(element)
          || element.closest('script, style, svg, noscript, :disabled')) { continue; }
        seen.add(element);
        const style = getComputedStyle(element);
        const back = behind(element);
        const text = over(rgba(style.color), back);
        const [high, low] = [light(text), light(back)].sort((a, b) => b - a);
        const ratio = (high + 0.05) / (low + 0.05);
        const size = parseFloat(style.fontSize);
        const needed = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5;
        measured++;
        if (ratio < needed) { say(element, 'contrast ' + ratio.toFixed(2)); }
      }
      if (measured < 5) { found.push('only ' + measured + ' texts were measured'); }
      return found;
      """;

  private Accessibility() {}

  /** What is wrong with the open page. */
  @SuppressWarnings("unchecked")
  static List<String> problems(Browser browser) {
    return (List<String>) browser.script(CHECK);
  }
}
