Sub Edit(source As String, target As String, edits As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  Dim doc As Object, cell As Object
  Dim row As String, part
  opened(0).Name = "Hidden"
  opened(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, opened())
  Open ConvertFromURL(edits) For Input As #1
  Do While Not EOF(1)
    Line Input #1, row
    If row <> "" Then
      part = Split(row, Chr(9))
      cell = doc.Sheets.getByName(part(0)).getCellRangeByName(part(1))
      Select Case part(2)
        Case "date"
          cell.Value = CDateFromIso(part(3))
        Case "number"
          cell.Value = Val(part(3))
        Case "formula"
          cell.Formula = part(3)
        Case Else
          cell.String = Replace(part(3), "\n", Chr(10))
      End Select
    End If
  Loop
  Close #1
  saved(0).Name = "FilterName"
  saved(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(target, saved())
  doc.close(True)
  StarDesktop.terminate()
End Sub
