/**
 * The page's only script: the filter. It reads the page and hides parts of it; it writes no text from the canvas anywhere. Written for any browser of
 * the last years, hence plain.
 */
export const FILTER_SCRIPT = `
'use strict';
(() => {
  const form = document.getElementById('filter');
  if (!form) return;
  const sections = [...document.querySelectorAll('section.workflow')];
  const nothingLeft = document.getElementById('nothing-left');
  const textOf = new Map();
  for (const part of document.querySelectorAll('section.workflow, article.finding')) textOf.set(part, part.textContent.toLowerCase());

  const apply = () => {
    const kinds = new Set([...form.querySelectorAll('[name=kind]:checked')].map((box) => box.value));
    const chosen = form.elements.workflow.value;
    const wanted = form.elements.text.value.trim().toLowerCase();
    const shows = (part, title) => wanted === '' || textOf.get(part).includes(wanted) || title.includes(wanted);
    let shown = 0;
    for (const section of sections) {
      const findings = [...section.querySelectorAll('article.finding')];
      const title = section.querySelector('h2').textContent.toLowerCase();
      let left = 0;
      for (const finding of findings) {
        finding.hidden = !(kinds.has(finding.dataset.kind) && shows(finding, title));
        if (!finding.hidden) left += 1;
      }
      const itself = kinds.has(section.dataset.kind) && shows(section, title);
      const fits = (chosen === '' || chosen === section.dataset.workflow) && (left > 0 || itself);
      section.hidden = !fits;
      if (fits) shown += 1;
    }
    nothingLeft.hidden = shown > 0;
    form.elements.count.value = shown + ' of ' + sections.length + (sections.length === 1 ? ' workflow' : ' workflows');
  };

  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    form.elements.text.focus();
  });
  // A link to a finding that the filter hides would lead nowhere.
  window.addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.closest('[hidden]')) { form.reset(); setTimeout(() => target.scrollIntoView()); }
  });
  form.hidden = false;
  apply();
})();
`;
