-- A figure is a plain run of paragraphs in Word: pandoc would lay it out in a table, which a screen reader announces.
-- The title stands in the heading and the properties, not in a paragraph of its own.

function Figure(el)
  local inner = {}
  for _, block in ipairs(el.caption.long) do inner[#inner + 1] = pandoc.Para(pandoc.Strong(block.content)) end
  for _, block in ipairs(el.content) do inner[#inner + 1] = block end
  return inner
end

function Div(el)
  if el.classes:includes('screen') then return {} end
end

function Meta()
  return {}
end
